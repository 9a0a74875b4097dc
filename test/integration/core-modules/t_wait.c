// SPDX-License-Identifier: GPL-2.0-only
/*
 * Its /proc/version sleeps until somebody writes 0 to its parameter "busy".  So
 * it cannot be unloaded meanwhile.  Patches x_target, too.
 */
#define FOR_TARGET
#include <linux/delay.h>
#include "hand.h"

static bool busy = true;
module_param(busy, bool, 0644);

static int version_new(struct seq_file *m, void *v)
{
	while (READ_ONCE(busy))
		msleep(20);
	seq_puts(m, "waited\n");
	return 0;
}

static const char *value_new(void)
{
	barrier();
	return "waited";
}

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
	FUNC_OF("x_target", "target_value", 0, value_new, 0),
};

SAY_ALL("x_target");

PATCH(SAID);
