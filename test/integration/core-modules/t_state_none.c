// SPDX-License-Identifier: GPL-2.0-only
/* Refused over t_state1: does not know its state. */
#include "hand.h"

SHOW(version_new, "state none")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

static struct kpatch_state_entry states[] = {
	{ 8, 1, 0 },
};

PATCH(.flags = KPATCH_TABLES_REPLACE,
      .states = ADDR(states), .states_end = ADDR(states + ARRAY_SIZE(states)));
