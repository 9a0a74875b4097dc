// SPDX-License-Identifier: GPL-2.0-only
/* Takes the place of all others, with one function of theirs. */
#include <linux/delay.h>
#include "hand.h"

static int linger;	/* ms from the switch to when those replaced are taken down */
module_param(linger, int, 0);

SHOW(version_new, "replaced")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

SAY_ALL_AND("vmlinux", msleep(linger));

PATCH(.flags = KPATCH_TABLES_REPLACE, SAID);
