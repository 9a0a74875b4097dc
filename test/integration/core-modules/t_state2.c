// SPDX-License-Identifier: GPL-2.0-only
/* Adopts the state of an older version. */
#include "hand.h"

SHOW(version_new, "state 2")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

static struct kpatch_state_entry states[] = {
	{ 7, 2, 0 },
};

static void adopt(struct kpatch_object *obj)
{
	struct kpatch_state *prev = kpatch_get_prev_state(obj, 7);

	if (prev)
		pr_info("%s: adopts version %lu data %lu\n",
			KBUILD_MODNAME, prev->version,
			(unsigned long)prev->data);
}

static struct kpatch_callback_entry post[] = {
	{ ADDR(adopt), STR("vmlinux") },
};

PATCH(.flags = KPATCH_TABLES_REPLACE,
      .states = ADDR(states), .states_end = ADDR(states + ARRAY_SIZE(states)),
      .post_patch = ADDR(post), .post_patch_end = ADDR(post + 1));
