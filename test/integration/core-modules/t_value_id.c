// SPDX-License-Identifier: GPL-2.0-only
/* For another build of the module, where it also has other functions. */
#define FOR_TARGET
#define WRONG_TARGET_ID
#include "hand.h"

static const char *value_new(void)
{
	barrier();
	return "never seen";
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_target", "target_value", 0, value_new, 0),
	FUNC_OF("x_target", "target_no_such", 0, value_new, 0),
};

PATCH();
