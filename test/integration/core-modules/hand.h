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

#include "kpatch-format.h"
#include "kpatch.h"

#define ADDR(x) ((unsigned long)(x))
#define STR(s) ADDR((char []){ s })

/* HAND_BUILD_ID: 20 bytes of the kernel under test, separated by commas. */
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
};

#define FUNC(old, pos, new, flag) { \
	.new_addr = ADDR(new), .name = STR(old), .objname = STR("vmlinux"), \
	.sympos = (pos), .flags = (flag) }

#define PATCH(...) \
static struct kpatch_tables tables = { \
	.version = KPATCH_FORMAT_VERSION, \
	.funcs = ADDR(funcs), .funcs_end = ADDR(funcs + ARRAY_SIZE(funcs)), \
	.objects = ADDR(objects), .nobjects = 1, \
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
