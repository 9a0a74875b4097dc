/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * late_simple.h: of t_late.c, what there is on every CPU: references, and a jump
 * label that the loader does not see.
 */
static void show_all(struct seq_file *m)
{
	seq_printf(m, "late %016lx key %d\n", type_show_3, own_branch());
}

static struct kpatch_symbol_entry symbols[] = {
	{ STR("type_show"), STR("vmlinux"), 3, 0 },
	{ STR("loadavg_proc_show"), STR("vmlinux"), 0, 0 },
};

static Elf64_Rela relas[] = {
	{ 0, RELA_TO(1, R_WORD), 0 },
	JUMP_RELA(2),
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&type_show_3), ADDR(&relas[0]), 1, STR("vmlinux") },
	{ ADDR(late_field), ADDR(&relas[1]), 1, STR("vmlinux") },
};

static struct kpatch_late_entry late[] = {
	{ KPATCH_LATE_JUMP_LABELS, ADDR(late_jump_start),
	  sizeof(struct jump_entry), STR("vmlinux") },
};
