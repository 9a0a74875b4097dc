// SPDX-License-Identifier: GPL-2.0-only
/* The third of a stack, with a function of its own. */
#include "hand.h"

SHOW(version_new3, "third")
SHOW(loadavg_new, "third loadavg")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new3, 0),
	FUNC("loadavg_proc_show", 0, loadavg_new, 0),
};

SAY_ALL("vmlinux");

PATCH(SAID);
