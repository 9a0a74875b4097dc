// SPDX-License-Identifier: GPL-2.0-only
/* No such function in the module: the module cannot be loaded. */
#define FOR_TARGET
#include "hand.h"

static const char *value_new(void)
{
	return "never seen";
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_target", "target_value", 0, value_new, 0),
	FUNC_OF("x_target", "target_no_such", 0, value_new, 0),
};

SAY_ALL("x_target");

PATCH(SAID);
