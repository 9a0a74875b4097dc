// SPDX-License-Identifier: GPL-2.0-only
/* A patch by the kernel's own livepatch, on a kernel that has it. */
#include <linux/livepatch.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#if IS_ENABLED(CONFIG_LIVEPATCH)
static int version_new(struct seq_file *m, void *v)
{
	seq_puts(m, "livepatch\n");
	return 0;
}

static struct klp_func funcs[] = {
	{ .old_name = "version_proc_show", .new_func = version_new }, { }
};

static struct klp_object objs[] = {
	{ .funcs = funcs }, { }
};

static struct klp_patch patch = {
	.mod = THIS_MODULE,
	.objs = objs,
};

static int __init patch_init(void)
{
	return klp_enable_patch(&patch);
}
#else
static int __init patch_init(void)
{
	return -EOPNOTSUPP;
}
#endif

static void __exit patch_exit(void)
{
}

module_init(patch_init);
module_exit(patch_exit);
MODULE_DESCRIPTION("livepatch in the way of ours");
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
