// SPDX-License-Identifier: GPL-2.0-only
/* Refused: built for another kernel, and nothing else is said of it. */
#define WRONG_BUILD_ID
#include "hand.h"

static int version_new(struct seq_file *m, void *v)
{
	seq_puts(m, "never seen\n");
	return 0;
}

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
	FUNC("no_such_function", 0, version_new, 0),
};

PATCH();
