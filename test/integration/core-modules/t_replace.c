// SPDX-License-Identifier: GPL-2.0-only
/* Takes the place of all others, with one function of theirs. */
#include "hand.h"

SHOW(version_new, "replaced")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

SAY_ALL("vmlinux");

PATCH(.flags = KPATCH_TABLES_REPLACE, SAID);
