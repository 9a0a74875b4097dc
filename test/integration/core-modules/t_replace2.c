// SPDX-License-Identifier: GPL-2.0-only
/* Takes the place of t_replace, without its function. */
#define FOR_TARGET
#include "hand.h"

SHOW(loadavg_new, "replaced twice")

static const char *value_new(void)
{
	barrier();
	return "replacing";
}

static struct kpatch_func_entry funcs[] = {
	FUNC("loadavg_proc_show", 0, loadavg_new, 0),
	FUNC_OF("x_target", "target_value", 1, value_new, 0),
};

SAY_ALL("vmlinux");

PATCH(.flags = KPATCH_TABLES_REPLACE, SAID);
