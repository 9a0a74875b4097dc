// SPDX-License-Identifier: GPL-2.0-only
/*
 * x_chain: functions that call each other, in a module that stays.  /proc/chain
 * shows which version of each one ran in one call.
 */
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include "chain.h"

static noinline void chain_c(struct seq_file *m)
{
	seq_puts(m, "c0\n");
}

noinline void chain_b(struct seq_file *m)
{
	seq_puts(m, "b0 ");
	chain_c(m);
}
EXPORT_SYMBOL_GPL(chain_b);

static noinline int chain_a(struct seq_file *m, void *v)
{
	seq_puts(m, "a0 ");
	chain_pause();
	chain_b(m);
	return 0;
}

static int __init chain_init(void)
{
	return proc_create_single("chain", 0, NULL, chain_a) ? 0 : -ENOMEM;
}

static void __exit chain_exit(void)
{
	remove_proc_entry("chain", NULL);
}

module_init(chain_init);
module_exit(chain_exit);
MODULE_DESCRIPTION("Chain of functions to patch");
MODULE_LICENSE("GPL");
