// SPDX-License-Identifier: GPL-2.0-only
/* Sets up a state. */
#include "hand.h"

SHOW(version_new, "state 1")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

static struct kpatch_state_entry states[] = {
	{ 7, 1, 0 },
};

static int set_up(struct kpatch_object *obj)
{
	struct kpatch_state *prev = kpatch_get_prev_state(obj, 7);

	kpatch_get_state(obj, 7)->data = (void *)1234;
	pr_info("t_state1: no state before: %d\n", !prev);
	return 0;
}

static struct kpatch_callback_entry pre[] = {
	{ ADDR(set_up), STR("vmlinux") },
};

PATCH(.flags = KPATCH_TABLES_REPLACE,
      .states = ADDR(states), .states_end = ADDR(states + ARRAY_SIZE(states)),
      .pre_patch = ADDR(pre), .pre_patch_end = ADDR(pre + 1));
