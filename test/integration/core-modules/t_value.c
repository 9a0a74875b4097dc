// SPDX-License-Identifier: GPL-2.0-only
/* One function of a module, stacked on what else patches it. */
#define FOR_TARGET
#include "hand.h"

static const char *value_new(void)
{
	barrier();
	return "second";
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_target", "target_value", 0, value_new, 0),
};

PATCH();
