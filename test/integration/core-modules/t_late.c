// SPDX-License-Identifier: GPL-2.0-only
/*
 * References that only the core can resolve: the third type_show() as data, a
 * tail call of loadavg_proc_show() as text; an alternative and a jump label
 * that the loader must not see first.
 */
#include <linux/jump_label.h>
#include <linux/version.h>
#include <asm/alternative.h>
#include "hand.h"

static unsigned long type_show_3 __section(".data.late");
extern int late_loadavg(struct seq_file *m, void *v);
extern char late_field[];

asm(".pushsection .text.late, \"ax\", @progbits\n"
    ".globl late_loadavg, late_field\n"
    ".type late_loadavg, @function\n"
    "late_loadavg: .byte 0xe9\n"
    "late_field: .long 0\n"
    ".size late_loadavg, . - late_loadavg\n"
    ".popsection\n");

static DEFINE_STATIC_KEY_FALSE(own_key);

static __always_inline bool late_branch(struct static_key * const key)
{
	asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n"
			  ".pushsection late_jump, \"aw\"\n"
			  ".balign 8\n"
			  ".long 1b - ., %l[yes] - .\n"
			  ".quad %c0 - .\n"
			  ".popsection\n" : : "i" (key) : : yes);
	return false;
yes:
	return true;
}

/* Behind the two offsets: what struct alt_instr has in this kernel. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 13, 0)
#define ALT_WHEN(feature) ".word " feature "\n"
#define ALT_LENGTHS ".byte 662b - 661b, 664f - 663f, 0\n"
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
#define ALT_WHEN(feature) ".word " feature "\n"
#define ALT_LENGTHS ".byte 662b - 661b, 664f - 663f\n"
#else
#define ALT_WHEN(feature) ".long " feature "\n"
#define ALT_LENGTHS ".byte 662b - 661b, 664f - 663f\n"
#endif

static noinline int late_alternative(void)
{
	int ret;

	asm volatile("661: movl $1, %0\n662:\n"
		     ".pushsection late_alt, \"a\"\n"
		     ".long 661b - ., 663f - .\n"
		     ALT_WHEN("%c1") ALT_LENGTHS
		     ".popsection\n"
		     ".pushsection .late_replacement, \"ax\"\n"
		     "663: movl $2, %0\n664:\n"
		     ".popsection\n"
		     : "=a" (ret) : "i" (X86_FEATURE_ALWAYS));
	return ret;
}

extern char late_jump_start[], late_jump_end[], late_alt_start[], late_alt_end[];
asm(".pushsection late_jump, \"aw\"\n .balign 8\n.globl late_jump_start\nlate_jump_start:\n.popsection\n"
    ".pushsection late_alt, \"a\"\n.globl late_alt_start\nlate_alt_start:\n.popsection\n");

static int version_new(struct seq_file *m, void *v)
{
	seq_printf(m, "late %016lx alt %d key %d\n", type_show_3,
		   late_alternative(), late_branch(&own_key.key));
	return 0;
}

static int uptime_new(struct seq_file *m, void *v)
{
	seq_puts(m, "load: ");
	return late_loadavg(m, v);
}

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
	FUNC("uptime_proc_show", 0, uptime_new, 0),
};

static struct kpatch_symbol_entry symbols[] = {
	{ STR("type_show"), STR("vmlinux"), 3, 0 },
	{ STR("loadavg_proc_show"), STR("vmlinux"), 0, 0 },
};

static Elf64_Rela data_relas[] = {
	{ 0, ((u64)1 << 32) | R_X86_64_64, 0 },
};

static Elf64_Rela text_relas[] = {
	{ 1, ((u64)2 << 32) | R_X86_64_PLT32, -4 },
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&type_show_3), ADDR(data_relas), 1, STR("vmlinux") },
	{ ADDR(late_loadavg), ADDR(text_relas), 1, STR("vmlinux") },
};

static struct kpatch_late_entry late[] = {
	{ KPATCH_LATE_JUMP_LABELS, ADDR(late_jump_start), 16, STR("vmlinux") },
	{ KPATCH_LATE_ALTERNATIVES, ADDR(late_alt_start),
	  sizeof(struct alt_instr), STR("vmlinux") },
};

static void flip(struct kpatch_object *obj)
{
	static_branch_enable(&own_key);
}

static struct kpatch_callback_entry post[] = {
	{ ADDR(flip), STR("vmlinux") },
};

PATCH(.symbols = ADDR(symbols), .nsymbols = 2,
      .relsecs = ADDR(relsecs), .nrelsecs = 2,
      .late = ADDR(late), .nlate = 2,
      .post_patch = ADDR(post), .post_patch_end = ADDR(post + 1));
