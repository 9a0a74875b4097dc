// SPDX-License-Identifier: GPL-2.0-only
/* Replaces what t_plain replaces, and one more. */
#include "hand.h"

static int version_new2(struct seq_file *m, void *v)
{
	seq_puts(m, "second\n");
	return 0;
}

static int uptime_new(struct seq_file *m, void *v)
{
	seq_puts(m, "uptime\n");
	return 0;
}

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new2, 0),
	FUNC("uptime_proc_show", 1, uptime_new, 0),
};

PATCH();
