// SPDX-License-Identifier: GPL-2.0-only
/* A kprobe with a post handler, which keeps others from redirecting. */
#include <linux/kprobes.h>
#include <linux/module.h>

static void post(struct kprobe *p, struct pt_regs *regs, unsigned long flags)
{
}

static struct kprobe probe = {
	.symbol_name = "version_proc_show",
	.post_handler = post,
};

static int __init probe_init(void)
{
	return register_kprobe(&probe);
}

static void __exit probe_exit(void)
{
	unregister_kprobe(&probe);
}

module_init(probe_init);
module_exit(probe_exit);
MODULE_DESCRIPTION("kprobe in the way of a live patch");
MODULE_LICENSE("GPL");
