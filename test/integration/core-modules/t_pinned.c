// SPDX-License-Identifier: GPL-2.0-only
/* Replaces t_sleeper although tasks sleep in it, so that has to stay. */
#include "hand.h"

SHOW(version_new, "pinning")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, KPATCH_FUNC_FORCE),
};

PATCH(.flags = KPATCH_TABLES_REPLACE);
