// SPDX-License-Identifier: GPL-2.0-only
/* In the way of ours. */
#include "klp.h"

static int version_new(struct seq_file *m, void *v)
{
	seq_puts(m, "livepatch\n");
	return 0;
}

LIVEPATCH(NULL, "version_proc_show", version_new);
