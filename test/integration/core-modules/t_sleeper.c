// SPDX-License-Identifier: GPL-2.0-only
/* The replacement sleeps, so it cannot be unloaded while someone reads. */
#include <linux/delay.h>
#include "hand.h"

static int version_new(struct seq_file *m, void *v)
{
	msleep(4000);
	seq_puts(m, "sleeper\n");
	return 0;
}

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

PATCH();
