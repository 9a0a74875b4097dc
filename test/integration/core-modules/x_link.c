// SPDX-License-Identifier: GPL-2.0-only
/*
 * x_link: as x_chain, in a module that comes and goes; nothing is exported.
 */
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include "chain.h"

static noinline void link_b(struct seq_file *m)
{
	seq_puts(m, "b0\n");
}

static noinline int link_a(struct seq_file *m, void *v)
{
	seq_puts(m, "a0 ");
	chain_pause();
	link_b(m);
	return 0;
}

static int __init link_init(void)
{
	return proc_create_single("link", 0, NULL, link_a) ? 0 : -ENOMEM;
}

static void __exit link_exit(void)
{
	remove_proc_entry("link", NULL);
}

module_init(link_init);
module_exit(link_exit);
MODULE_DESCRIPTION("Chain of functions to patch, that comes and goes");
MODULE_LICENSE("GPL");
