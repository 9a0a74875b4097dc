// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sound tables of each kind, for a module that is not there; unless which=N
 * says which field of them is damaged, from 0.
 */
#define FOR_TARGET
#include "hand.h"

SHOW(version_new, "damaged")

static unsigned long secret_data __section(".data.late");
static char late_table[16] __section(".data.late");

static struct kpatch_func_entry funcs[] = {
	FUNC("version_proc_show", 0, version_new, 0),
	FUNC_OF("x_target", "target_show", 0, 0, KPATCH_FUNC_STACK_ONLY),
};

static struct kpatch_symbol_entry symbols[] = {
	{ STR("target_secret"), STR("x_target"), 0, 0 },
};

static Elf64_Rela relas[] = {
	{ 0, RELA_TO(1, R_WORD), 0 },
};

static struct kpatch_relsec_entry relsecs[] = {
	{ ADDR(&secret_data), ADDR(relas), 1, STR("x_target") },
};

static struct kpatch_late_entry late[] = {
	{ KPATCH_LATE_JUMP_LABELS, ADDR(late_table), sizeof(late_table), STR("x_target") },
};

static struct kpatch_place_entry places[] = {
	{ STR("target_secret"), STR("x_target"), 0, 1, KPATCH_PLACE_IN_TEXT },
};

static struct kpatch_state_entry states[] = {
	{ 9, 1, 0 },
};

SAY_ALL("x_target");

PATCH(.symbols = ADDR(symbols), .nsymbols = 1, .relsecs = ADDR(relsecs), .nrelsecs = 1,
      .late = ADDR(late), .nlate = 1, .places = ADDR(places), .nplaces = 1,
      .states = ADDR(states), .states_end = ADDR(states + 1), SAID);

/* In no module. */
#define OUTSIDE 64

static const struct damage {
	__u64 *field;
	__u64 value;
} damages[] = {
	{ &relas[0].r_offset, 1 << 30 },
	{ &relas[0].r_info, RELA_TO(0, R_WORD) },
	{ &relas[0].r_info, RELA_TO(2, R_WORD) },
	{ &tables.flags, 2 },
	{ &tables.funcs, OUTSIDE },
	{ &tables.funcs_end, ADDR(funcs) + 1 },
	{ &tables.funcs_end, ADDR(funcs) - sizeof(funcs[0]) },
	{ &funcs[0].name, OUTSIDE },
	{ &funcs[0].objname, OUTSIDE },
	{ &funcs[0].new_addr, OUTSIDE },
	{ &funcs[0].new_addr, 0 },
	{ &funcs[0].flags, 4 },
	{ &funcs[1].new_addr, ADDR(version_new) },
	{ &tables.symbols, OUTSIDE },
	{ &tables.nsymbols, 1 << 20 },
	{ &tables.nsymbols, 1ULL << 60 },
	{ &symbols[0].name, OUTSIDE },
	{ &symbols[0].objname, OUTSIDE },
	{ &symbols[0].flags, 1 },
	{ &tables.relsecs, OUTSIDE },
	{ &tables.nrelsecs, 1 << 20 },
	{ &relsecs[0].dest, OUTSIDE },
	{ &relsecs[0].relas, OUTSIDE },
	{ &relsecs[0].nrelas, 1 << 20 },
	{ &relsecs[0].objname, OUTSIDE },
	{ &tables.objects, OUTSIDE },
	{ &tables.nobjects, 1 << 20 },
	{ &objects[1].name, OUTSIDE },
	{ &objects[1].srcversion, OUTSIDE },
	{ &objects[0].build_id_len, KPATCH_BUILD_ID_MAX + 1 },
	{ &tables.late, OUTSIDE },
	{ &tables.nlate, 1 << 20 },
	{ &late[0].kind, 0 },
	{ &late[0].kind, KPATCH_LATE_STATIC_CALLS + 1 },
	{ &late[0].start, OUTSIDE },
	{ &late[0].size, 1 << 30 },
	{ &late[0].objname, OUTSIDE },
	{ &tables.places, OUTSIDE },
	{ &tables.nplaces, 1 << 20 },
	{ &places[0].name, OUTSIDE },
	{ &places[0].objname, OUTSIDE },
	{ &places[0].flags, 1 << 6 },
	{ &tables.slots, OUTSIDE },
	{ &tables.nslots, 1 << 20 },
	{ &tables.states, OUTSIDE },
	{ &tables.states_end, ADDR(states) + 1 },
	{ &tables.pre_patch, OUTSIDE },
	{ &tables.post_patch, OUTSIDE },
	{ &tables.pre_unpatch, OUTSIDE },
	{ &tables.post_unpatch, OUTSIDE },
	{ &tables.post_unpatch_end, ADDR(say + 3) + 1 },
	{ &say[0].callback, OUTSIDE },
	{ &say[0].objname, OUTSIDE },
};

/* Parameters are read before the module's init. */
static int set_which(const char *val, const struct kernel_param *kp)
{
	unsigned int which;
	int ret = kstrtouint(val, 0, &which);

	if (ret)
		return ret;
	if (which >= ARRAY_SIZE(damages))
		return -ERANGE;
	/* One table of nothing is sound wherever it is. */
	if (damages[which].field == &tables.slots)
		tables.nslots = 1;
	*damages[which].field = damages[which].value;
	return 0;
}

static const struct kernel_param_ops which_ops = { .set = set_which };
module_param_cb(which, &which_ops, NULL, 0);
