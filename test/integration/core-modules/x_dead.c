// SPDX-License-Identifier: GPL-2.0-only
/* Does what the kernel does when it finds ftrace's call sites damaged. */
#include <linux/ftrace.h>
#include <linux/kprobes.h>
#include <linux/module.h>

static int __init dead_init(void)
{
	struct kprobe probe = { .symbol_name = "ftrace_kill" };
	void (*kill)(void);
	int ret = register_kprobe(&probe);

	if (ret)
		return ret;
	unregister_kprobe(&probe);
	/* On ppc64le the entry behind the one that sets the TOC pointer up. */
	kill = (void *)probe.addr - (IS_ENABLED(CONFIG_PPC64) ? 8 : 0);
	kill();
	return 0;
}

module_init(dead_init);
MODULE_DESCRIPTION("Kills ftrace");
MODULE_LICENSE("GPL");
