/* SPDX-License-Identifier: GPL-2.0-only */
/* klp.h: a patch by the kernel's own livepatch, on a kernel that has it. */
#include <linux/livepatch.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#if IS_ENABLED(CONFIG_LIVEPATCH)
#define LIVEPATCH(objname, func, new) \
static struct klp_func funcs[] = { \
	{ .old_name = func, .new_func = new }, { } \
}; \
static struct klp_object objs[] = { { .name = objname, .funcs = funcs }, { } }; \
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs }; \
static int __init patch_init(void) \
{ \
	return klp_enable_patch(&patch); \
} \
LIVEPATCH_MODULE
#else
#define LIVEPATCH(objname, func, new) \
static int __init patch_init(void) \
{ \
	return (new) ? -EOPNOTSUPP : 0; \
} \
LIVEPATCH_MODULE
#endif

#define LIVEPATCH_MODULE \
static void __exit patch_exit(void) \
{ \
} \
module_init(patch_init); \
module_exit(patch_exit); \
MODULE_DESCRIPTION("livepatch beside ours"); \
MODULE_LICENSE("GPL"); \
MODULE_INFO(livepatch, "Y")
