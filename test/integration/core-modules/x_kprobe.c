// SPDX-License-Identifier: GPL-2.0-only
/* A kprobe; with a post handler it keeps others from redirecting. */
#include <linux/kprobes.h>
#include <linux/module.h>

static bool post_handler = true;
module_param(post_handler, bool, 0);

static unsigned long hits;
module_param(hits, ulong, 0444);

static int pre(struct kprobe *p, struct pt_regs *regs)
{
	hits++;
	return 0;
}

static void post(struct kprobe *p, struct pt_regs *regs, unsigned long flags)
{
}

static struct kprobe probe = {
	.symbol_name = "version_proc_show",
	.pre_handler = pre,
};

static int __init probe_init(void)
{
	if (post_handler)
		probe.post_handler = post;
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
