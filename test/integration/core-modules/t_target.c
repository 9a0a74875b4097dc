// SPDX-License-Identifier: GPL-2.0-only
/*
 * Patches a module and vmlinux, and refers to the module as data and as text.
 */
#define FOR_TARGET
#include "hand.h"

static unsigned long secret_data __section(".data.late");
static unsigned long twin_data __used __section(".data.late");
int late_secret(struct seq_file *m, void *v);
extern char late_field[];

JUMP(late_secret, late_field);

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

/* The only one where init's is gone; powerpc keeps a module's init sections. */
#ifdef CONFIG_PPC64
#define TWIN_POSITION 1
#else
#define TWIN_POSITION 0
#endif

static struct kpatch_symbol_entry symbols[] = {
	{ STR("target_secret"), STR("x_target"), 0, 0 },
	{ STR("twin"), STR("x_target"), TWIN_POSITION, 0 },
};

static Elf64_Rela data_relas[] = {
	{ 0, RELA_TO(1, R_WORD), 0 },
};

static Elf64_Rela twin_relas[] = {
	{ 0, RELA_TO(2, R_WORD), 0 },
};

static Elf64_Rela text_relas[] = {
	JUMP_RELA(1),
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&secret_data), ADDR(data_relas), 1, STR("x_target") },
	{ ADDR(late_field), ADDR(text_relas), 1, STR("x_target") },
	{ ADDR(&twin_data), ADDR(twin_relas), 1, STR("x_target") },
};

SAY_ALL("x_target");

PATCH(.symbols = ADDR(symbols), .nsymbols = 2,
      .relsecs = ADDR(relsecs), .nrelsecs = 3, SAID);
