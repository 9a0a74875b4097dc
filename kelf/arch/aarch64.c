// SPDX-License-Identifier: GPL-2.0-only
/* aarch64.c: what must the tools know of arm64? */
#include "../arch.h"

#define NOP 0xd503201f

static unsigned int rela_size(uint32_t type)
{
	switch (type) {
	case R_AARCH64_ABS64:
	case R_AARCH64_PREL64:
		return 8;
	case R_AARCH64_ABS16:
	case R_AARCH64_PREL16:
		return 2;
	case R_AARCH64_NONE:
		return 0;
	default:
		/* 32 bits of data, or an instruction */
		return type <= R_AARCH64_COPY ? 4 : 0;
	}
}

static bool rela_type_equal(uint32_t a, uint32_t b)
{
	return a == b;
}

static int64_t rela_bias(const struct section *sec, const struct rela *rela,
			 uint64_t func_start, uint64_t func_end)
{
	(void)sec;
	(void)rela;
	(void)func_start;
	(void)func_end;
	return 0;
}

static bool rela_is_branch(const struct section *sec, const struct rela *rela)
{
	(void)sec;
	return rela->type == R_AARCH64_CALL26 || rela->type == R_AARCH64_JUMP26 ||
	       rela->type == R_AARCH64_CONDBR19 || rela->type == R_AARCH64_TSTBR14;
}

static bool is_adr(uint32_t insn)
{
	return (insn & 0x9f000000) == 0x10000000;
}

static int64_t adr_distance(uint32_t insn)
{
	return sign_extend((insn >> 3 & 0x1ffffc) | (insn >> 29 & 3), 21);
}

static bool is_load_literal(uint32_t insn)
{
	return (insn & 0x3b000000) == 0x18000000;
}

/* b, bl */
static bool is_branch26(uint32_t insn)
{
	return (insn & 0x7c000000) == 0x14000000;
}

/* b.cond, cbz, cbnz */
static bool is_branch19(uint32_t insn)
{
	return (insn & 0xfe000000) == 0x54000000 || (insn & 0x7e000000) == 0x34000000;
}

/* tbz, tbnz */
static bool is_branch14(uint32_t insn)
{
	return (insn & 0x7e000000) == 0x36000000;
}

static bool relative(uint32_t insn, struct branch *branch, int64_t *distance)
{
	if (is_branch26(insn)) {
		branch->type = insn >> 31 ? R_AARCH64_CALL26 : R_AARCH64_JUMP26;
		branch->mask = 0x03ffffff;
		branch->fits = true;
		*distance = 4 * sign_extend(insn, 26);
	} else if (is_branch19(insn) || is_load_literal(insn)) {
		branch->type = is_branch19(insn) ? R_AARCH64_CONDBR19 : R_AARCH64_LD_PREL_LO19;
		branch->mask = 0x00ffffe0;
		*distance = 4 * sign_extend(insn >> 5, 19);
	} else if (is_branch14(insn)) {
		branch->type = R_AARCH64_TSTBR14;
		branch->mask = 0x0007ffe0;
		*distance = 4 * sign_extend(insn >> 5, 14);
	} else if (is_adr(insn)) {
		branch->type = R_AARCH64_ADR_PREL_LO21;
		branch->mask = 0x60ffffe0;
		*distance = adr_distance(insn);
	} else {
		return false;
	}
	return true;
}

static bool is_adrp(uint32_t insn)
{
	return (insn & 0x9f000000) == 0x90000000;
}

/* The low 12 bits of an address, counted in units of 1 << shift; negative: another type. */
static int low12_shift(uint32_t type)
{
	switch (type) {
	case R_AARCH64_ADD_ABS_LO12_NC:
	case R_AARCH64_LDST8_ABS_LO12_NC:	return 0;
	case R_AARCH64_LDST16_ABS_LO12_NC:	return 1;
	case R_AARCH64_LDST32_ABS_LO12_NC:	return 2;
	case R_AARCH64_LDST64_ABS_LO12_NC:	return 3;
	case R_AARCH64_LDST128_ABS_LO12_NC:	return 4;
	default:				return -1;
	}
}

static uint32_t rela_mask(uint32_t type)
{
	switch (type) {
	case R_AARCH64_CALL26:
	case R_AARCH64_JUMP26:
		return 0x03ffffff;
	case R_AARCH64_CONDBR19:
	case R_AARCH64_LD_PREL_LO19:
		return 0x00ffffe0;
	case R_AARCH64_TSTBR14:
		return 0x0007ffe0;
	case R_AARCH64_ADR_PREL_LO21:
	case R_AARCH64_ADR_PREL_PG_HI21:
	case R_AARCH64_ADR_PREL_PG_HI21_NC:
		return 0x60ffffe0;
	default:
		return low12_shift(type) < 0 ? UINT32_MAX : 0x003ffc00;
	}
}

/*
 * Where adrp stands at the end of a page, which some CPUs do not bear (erratum 843419), it
 * becomes adr, or the load after it a jump to a stub.  And for what is near, LLD makes
 * nop and adr of adrp and add.
 */
static bool linker_rewrites(uint32_t type, uint32_t insn, uint32_t shipped)
{
	bool same_register = (insn & 0x1f) == (shipped & 0x1f);

	if (type == R_AARCH64_ADR_PREL_PG_HI21 || type == R_AARCH64_ADR_PREL_PG_HI21_NC)
		return is_adrp(insn) && ((is_adr(shipped) && same_register) || shipped == NOP);
	if (type == R_AARCH64_ADD_ABS_LO12_NC)
		return is_adr(shipped) && same_register;
	return low12_shift(type) >= 0 && is_branch26(shipped) && !(shipped >> 31);
}

static uint32_t first_of_pair(uint32_t type)
{
	return low12_shift(type) < 0 ? 0 : R_AARCH64_ADR_PREL_PG_HI21;
}

static bool aim_of(uint32_t type, const struct aim *aim, uint64_t *addr)
{
	struct branch branch;
	int64_t distance;

	if (low12_shift(type) >= 0 && !is_adr(aim->insn)) {
		if (is_adrp(aim->first))
			*addr = (aim->first_addr & ~0xfffULL) + ((uint64_t)adr_distance(aim->first) << 12);
		else if (is_adr(aim->first))
			*addr = aim->first_addr + (uint64_t)adr_distance(aim->first);
		else
			return false;
		*addr += (uint64_t)(aim->insn >> 10 & 0xfff) << low12_shift(type);
		/* not in a stub's jump */
		return !is_branch26(aim->insn);
	}
	if (rela_mask(type) == UINT32_MAX || !relative(aim->insn, &branch, &distance))
		return false;
	*addr = aim->addr + (uint64_t)distance;
	return true;
}

/* mov wN or xN, #imm16; arguments are in x0 to x7. */
static bool loads_arg(uint32_t insn, struct arg_load *load)
{
	load->arg = insn & 0x1f;
	load->value = insn >> 5 & 0xffff;
	load->mask = UINT64_MAX;
	return (insn & 0x7fe00000) == 0x52800000 && load->arg < 8;
}

static bool is_jump(uint32_t insn)
{
	return is_branch26(insn) || is_branch19(insn) || is_branch14(insn) ||
	       (insn & 0xfe000000) == 0xd6000000;	/* br, blr, ret and their signed forms */
}

static const struct fixed_ops ops = {
	.relative = relative,
	.loads_arg = loads_arg,
	.is_jump = is_jump,
};

static int each_branch(const struct section *sec, uint64_t start, uint64_t end,
		       branch_visitor *visit, void *arg)
{
	return fixed_each_branch(&ops, sec, start, end, visit, arg);
}

static bool find_arg_load(const struct section *sec, uint64_t start, uint64_t end,
			  uint64_t offset, struct arg_load *load)
{
	return fixed_find_arg_load(&ops, sec, start, end, offset, load);
}

/* Mapping symbols: $x code, $d data, with ".anything" after them. */
static bool is_marker(const struct symbol *sym)
{
	const char *name = sym->name;

	return symbol_is_local(sym) && name[0] == '$' && (name[1] == 'x' || name[1] == 'd') &&
	       (!name[2] || name[2] == '.');
}

/* Modules lie within 4 GiB of the kernel, as adrp needs; for calls the loader makes veneers. */
static const char *lead_out(struct section *sec, struct rela *rela)
{
	(void)sec;
	switch (rela->type) {
	case R_AARCH64_CONDBR19:
	case R_AARCH64_LD_PREL_LO19:
	case R_AARCH64_ADR_PREL_LO21:
		return "an instruction that reaches 1 MiB cannot lead out of the module";
	case R_AARCH64_TSTBR14:
		return "a branch that reaches 32 KiB cannot lead out of the module";
	default:
		return NULL;
	}
}

const struct arch arch_aarch64 = {
	.name = "aarch64",
	.machine = EM_AARCH64,
	.abs64 = R_AARCH64_ABS64,
	.abs32 = R_AARCH64_ABS32,
	.slots = true,
	.alternatives_end_in_sizes = true,
	.rela_size = rela_size,
	.rela_mask = rela_mask,
	.linker_rewrites = linker_rewrites,
	.first_of_pair = first_of_pair,
	.aim_of = aim_of,
	.rela_type_equal = rela_type_equal,
	.rela_bias = rela_bias,
	.rela_is_branch = rela_is_branch,
	.each_branch = each_branch,
	.find_arg_load = find_arg_load,
	.is_marker = is_marker,
	.lead_out = lead_out,
};
