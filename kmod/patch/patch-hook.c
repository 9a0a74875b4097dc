// SPDX-License-Identifier: GPL-2.0-only
/*
 * patch-hook.c: the module around a patch.  Hands its tables to the core.
 *
 * The core's functions are asked for by name instead of linked against, so that
 * a patch module depends neither on the core's build nor on its export CRCs;
 * the format version in the tables is what must fit.
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

#include "core-calls.h"
#include "kpatch-format.h"
#include "kpatch.h"

#ifndef KPATCH_REPLACE
#define KPATCH_REPLACE 0
#endif

/*
 * A table that no object of the patch contributes to still needs a section
 * that the module loader keeps.
 */
#define EMPTY_TABLE(section) \
	asm(".pushsection " section ", \"aw\"\n.popsection\n")
EMPTY_TABLE(KPATCH_SEC_FUNCS);
EMPTY_TABLE(KPATCH_SEC_PRE_PATCH);
EMPTY_TABLE(KPATCH_SEC_POST_PATCH);
EMPTY_TABLE(KPATCH_SEC_PRE_UNPATCH);
EMPTY_TABLE(KPATCH_SEC_POST_UNPATCH);
EMPTY_TABLE(KPATCH_SEC_STATES);

/* Set by kpatch.lds. */
extern char kpatch_funcs[], kpatch_funcs_end[];
extern char kpatch_pre_patch[], kpatch_pre_patch_end[];
extern char kpatch_post_patch[], kpatch_post_patch_end[];
extern char kpatch_pre_unpatch[], kpatch_pre_unpatch_end[];
extern char kpatch_post_unpatch[], kpatch_post_unpatch_end[];
extern char kpatch_states[], kpatch_states_end[];

/* create-patch-module fills in the rest, in the finished module. */
static struct kpatch_tables tables __used __section(KPATCH_SEC_TABLES) = {
	.version = KPATCH_FORMAT_VERSION,
	.flags = KPATCH_REPLACE ? KPATCH_TABLES_REPLACE : 0,
	.funcs = (unsigned long)kpatch_funcs,
	.funcs_end = (unsigned long)kpatch_funcs_end,
	.pre_patch = (unsigned long)kpatch_pre_patch,
	.pre_patch_end = (unsigned long)kpatch_pre_patch_end,
	.post_patch = (unsigned long)kpatch_post_patch,
	.post_patch_end = (unsigned long)kpatch_post_patch_end,
	.pre_unpatch = (unsigned long)kpatch_pre_unpatch,
	.pre_unpatch_end = (unsigned long)kpatch_pre_unpatch_end,
	.post_unpatch = (unsigned long)kpatch_post_unpatch,
	.post_unpatch_end = (unsigned long)kpatch_post_unpatch_end,
	.states = (unsigned long)kpatch_states,
	.states_end = (unsigned long)kpatch_states_end,
	.toc = KPATCH_TOC,
};

static int __init patch_init(void)
{
	typeof(kpatch_register) *reg = __symbol_get("kpatch_register");
	int ret;

	if (!reg) {
		pr_err("kpatch: %s: the core is not loaded; load kpatch.ko first, or use 'kpatch load'\n",
		       THIS_MODULE->name);
		return -ENOENT;
	}
	ret = core_calls_find();
	ret = ret ?: reg(THIS_MODULE, &tables);
	if (ret)
		__symbol_put("kpatch_register");
	return ret;
}

static void __exit patch_exit(void)
{
	typeof(kpatch_unregister) *unreg = __symbol_get("kpatch_unregister");

	unreg(THIS_MODULE);
	__symbol_put("kpatch_unregister");
	__symbol_put("kpatch_register");
}

module_init(patch_init);
module_exit(patch_exit);
MODULE_DESCRIPTION("Live patch");
MODULE_LICENSE("GPL");
MODULE_INFO(kpatch, __stringify(KPATCH_FORMAT_VERSION));
MODULE_SOFTDEP("pre: kpatch");
