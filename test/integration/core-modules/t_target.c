// SPDX-License-Identifier: GPL-2.0-only
/*
 * Patches a module and vmlinux, and refers to the module as data and as text.
 */
#define FOR_TARGET
#include "hand.h"

static unsigned long secret_data __section(".data.late");
int late_secret(struct seq_file *m, void *v);
extern char late_field[];

asm(".pushsection .text.late, \"ax\", @progbits\n"
    ".globl late_secret, late_field\n"
    ".type late_secret, @function\n"
    "late_secret: .byte 0xe9\n"
    "late_field: .long 0\n"
    ".size late_secret, . - late_secret\n"
    ".popsection\n");

static const char *value_new(void)
{
	barrier();
	return "patched";
}

static const char *same_new(void)
{
	barrier();
	return "b-patched";
}

static int show_new(struct seq_file *m, void *v)
{
	seq_printf(m, "shown %s same %s data %d ", value_new(), same_new(),
		   !!secret_data);
	return late_secret(m, v);
}

SHOW(version_new, "target's version")

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
	FUNC_OF("x_target", "target_value", 0, value_new, 0),
	FUNC_OF("x_target", "same", 2, same_new, 0),
	FUNC_OF("x_target", "same_of_b", 0, same_new, 0),
	FUNC_OF("x_target", "target_show", 1, show_new, 0),
};

static struct kpatch_symbol_entry symbols[] = {
	{ STR("target_secret"), STR("x_target"), 0, 0 },
};

static Elf64_Rela data_relas[] = {
	{ 0, ((u64)1 << 32) | R_X86_64_64, 0 },
};

static Elf64_Rela text_relas[] = {
	{ 1, ((u64)1 << 32) | R_X86_64_PLT32, -4 },
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&secret_data), ADDR(data_relas), 1, STR("x_target") },
	{ ADDR(late_secret), ADDR(text_relas), 1, STR("x_target") },
};

SAY_ALL("x_target");

PATCH(.symbols = ADDR(symbols), .nsymbols = 1,
      .relsecs = ADDR(relsecs), .nrelsecs = 2, SAID);
