// SPDX-License-Identifier: GPL-2.0-only
/* The callback refuses the module. */
#define FOR_TARGET
#include "hand.h"

static const char *value_new(void)
{
	return "never seen";
}

static struct kpatch_func_entry funcs[] = {
	FUNC_OF("x_target", "target_value", 0, value_new, 0),
};

static int refuse(struct kpatch_object *obj)
{
	return -EPERM;
}

static struct kpatch_callback_entry pre[] = {
	{ ADDR(refuse), STR("x_target") },
};

PATCH(.pre_patch = ADDR(pre), .pre_patch_end = ADDR(pre + 1));
