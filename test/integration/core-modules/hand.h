/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hand.h: a patch module written by hand, to test the core by itself.
 *
 * A case defines funcs[] and what else it needs, then PATCH(...) with the
 * fields of struct kpatch_tables beyond the functions and the build id.
 */
#include <linux/elf.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/stringify.h>

#include "kpatch-format.h"
#include "kpatch.h"
#include "relas.h"

#define ADDR(x) ((unsigned long)(x))
#define STR(s) ADDR((char []){ s })

/*
 * HAND_BUILD_ID: 20 bytes of the kernel under test, separated by commas;
 * X_BUILD_ID: of module x_X.
 * TARGET_NOTE: where x_target's note of it lies among what is read-only.
 */
#define BUILD_OF(module, ...) { \
	.name = STR(module), .build_id_len = 20, .build_id = { __VA_ARGS__ } }

static struct kpatch_object_entry objects[] = {
	{
		.name = STR("vmlinux"),
		.build_id_len = 20,
#ifdef WRONG_BUILD_ID
		.build_id = { 0xba, 0xdb, 0xad },
#else
		.build_id = { HAND_BUILD_ID },
#endif
	},
#ifdef FOR_TARGET
	{
		.name = STR("x_target"),
#ifdef TARGET_SRCVERSION
		.srcversion = STR(TARGET_SRCVERSION),
#endif
#ifdef WRONG_TARGET_ID
		.build_id_len = 20,
		.build_id = { 0xba, 0xdb, 0xad },
#elif !defined(NO_TARGET_ID)
		.build_id_len = 20,
		.build_id = { TARGET_BUILD_ID },
#endif
	},
#endif
#ifdef FOR_BUSY
	BUILD_OF("x_busy", BUSY_BUILD_ID),
#endif
#ifdef FOR_CHAIN
	BUILD_OF("x_chain", CHAIN_BUILD_ID),
#endif
#ifdef FOR_LINK
	BUILD_OF("x_link", LINK_BUILD_ID),
#endif
#ifdef FOR_MANY
	BUILD_OF("x_many", MANY_BUILD_ID),
#endif
#ifdef FOR_BENCH
	BUILD_OF("x_bench", BENCH_BUILD_ID),
#endif
};

#define FUNC_OF(obj, old, pos, new, flag) { \
	.new_addr = ADDR(new), .name = STR(old), .objname = STR(obj), \
	.sympos = (pos), .flags = (flag) }
#define FUNC(old, pos, new, flag) FUNC_OF("vmlinux", old, pos, new, flag)

/* Callbacks that say on the console that they ran, for one object. */
#define SAY(fn, what, type, ret) \
static type fn(struct kpatch_object *obj) \
{ \
	pr_info("%s: %s %s %s\n", KBUILD_MODNAME, what, obj->name, \
		obj->mod ? "mod" : "-"); \
	ret; \
}
#define SAY_ALL(obj) SAY_ALL_AND(obj, )
/* And what post_patch does besides. */
#define SAY_ALL_AND(obj, post_patch) \
SAY(say_pre_patch, "pre_patch", int, return 0) \
SAY(say_post_patch, "post_patch", void, post_patch) \
SAY(say_pre_unpatch, "pre_unpatch", void, ) \
SAY(say_post_unpatch, "post_unpatch", void, ) \
static struct kpatch_callback_entry say[] = { \
	{ ADDR(say_pre_patch), STR(obj) }, \
	{ ADDR(say_post_patch), STR(obj) }, \
	{ ADDR(say_pre_unpatch), STR(obj) }, \
	{ ADDR(say_post_unpatch), STR(obj) }, \
}
#define SAID \
	.pre_patch = ADDR(say), .pre_patch_end = ADDR(say + 1), \
	.post_patch = ADDR(say + 1), .post_patch_end = ADDR(say + 2), \
	.pre_unpatch = ADDR(say + 2), .pre_unpatch_end = ADDR(say + 3), \
	.post_unpatch = ADDR(say + 3), .post_unpatch_end = ADDR(say + 4)

/* A replacement for a /proc file's show function. */
#define SHOW(fn, text) \
static int fn(struct seq_file *m, void *v) \
{ \
	seq_puts(m, text "\n"); \
	return 0; \
}

/* Where the core must make room for what the module loader does not see. */
#ifdef CONFIG_X86
#define SLOTS
#else
extern char hand_slots[];
asm(".pushsection " KPATCH_SEC_SLOTS ", \"ax\"\n .balign 8\n"
    "hand_slots: .space 8 * " __stringify(KPATCH_SLOT_SIZE) "\n"
    ".popsection\n");
#define SLOTS .slots = ADDR(hand_slots), .nslots = 8, .toc = KPATCH_TOC,
#endif

#define PATCH(...) \
static struct kpatch_tables tables = { \
	.version = KPATCH_FORMAT_VERSION, \
	.funcs = ADDR(funcs), .funcs_end = ADDR(funcs + ARRAY_SIZE(funcs)), \
	.objects = ADDR(objects), .nobjects = ARRAY_SIZE(objects), \
	SLOTS \
	__VA_ARGS__ \
}; \
static int __init hand_init(void) \
{ \
	return kpatch_register(THIS_MODULE, &tables); \
} \
static void __exit hand_exit(void) \
{ \
	kpatch_unregister(THIS_MODULE); \
} \
module_init(hand_init); \
module_exit(hand_exit); \
MODULE_DESCRIPTION("Test of the live patching core"); \
MODULE_LICENSE("GPL"); \
MODULE_INFO(kpatch, "hand")
