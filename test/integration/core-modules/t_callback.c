// SPDX-License-Identifier: GPL-2.0-only
/* Refused by its own pre-patch callback. */
#include "hand.h"

static int version_new(struct seq_file *m, void *v)
{
	seq_puts(m, "never seen\n");
	return 0;
}

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
};

static int refuse(struct kpatch_object *obj)
{
	return -EPERM;
}

static struct kpatch_callback_entry pre[] = {
	{ ADDR(refuse), STR("vmlinux") },
};

PATCH(.pre_patch = ADDR(pre), .pre_patch_end = ADDR(pre + 1));
