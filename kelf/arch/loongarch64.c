// SPDX-License-Identifier: GPL-2.0-only
/*
 * loongarch64.c: what must the tools know of LoongArch?
 *
 * One field may have several relocations: ADD and SUB of a pair, RELAX beside
 * the one it allows to relax, and with binutils 2.38 a stack of operations
 * (SOP) that ends in the one that writes.  Their order counts.
 */
#include "../arch.h"

#include <string.h>

#ifndef EM_LOONGARCH
#define EM_LOONGARCH	258
#endif

/* From the ABI's table; the libc of 2022 does not have them all. */
enum {
	LARCH_32 = 1, LARCH_64 = 2,
	LARCH_SOP_PUSH_PCREL = 22, LARCH_SOP_PUSH_PLT_PCREL = 29,
	LARCH_SOP_POP_32_S_10_5 = 38, LARCH_SOP_POP_32_U = 46,
	LARCH_ADD8 = 47, LARCH_ADD16, LARCH_ADD24, LARCH_ADD32, LARCH_ADD64,
	LARCH_SUB8, LARCH_SUB16, LARCH_SUB24, LARCH_SUB32, LARCH_SUB64,
	LARCH_B16 = 64, LARCH_B21, LARCH_B26,
	LARCH_ABS_HI20 = 67,
	LARCH_PCALA_HI20 = 71, LARCH_PCALA_LO12, LARCH_PCALA64_LO20, LARCH_PCALA64_HI12,
	LARCH_GOT_PC_HI20 = 75, LARCH_GOT_PC_LO12,
	LARCH_TLS_GD_HI20 = 98,
	LARCH_32_PCREL = 99, LARCH_RELAX, LARCH_DELETE, LARCH_ALIGN, LARCH_PCREL20_S2, LARCH_CFA,
	LARCH_ADD6 = 105, LARCH_SUB6, LARCH_ADD_ULEB128, LARCH_SUB_ULEB128,
	LARCH_64_PCREL = 109, LARCH_CALL36 = 110,
};

static unsigned int rela_size(uint32_t type)
{
	switch (type) {
	case LARCH_64:
	case LARCH_ADD64:
	case LARCH_SUB64:
	case LARCH_64_PCREL:
	case LARCH_CALL36:	/* pcaddu18i and jirl */
		return 8;
	case LARCH_32:
	case LARCH_ADD32:
	case LARCH_SUB32:
	case LARCH_32_PCREL:
	case LARCH_PCREL20_S2:
		return 4;
	case LARCH_ADD24:
	case LARCH_SUB24:
		return 3;
	case LARCH_ADD16:
	case LARCH_SUB16:
		return 2;
	case LARCH_ADD8:
	case LARCH_SUB8:
	case LARCH_ADD6:
	case LARCH_SUB6:
	case LARCH_ADD_ULEB128:
	case LARCH_SUB_ULEB128:
		return 1;
	default:
		/* instructions */
		return (type >= LARCH_SOP_POP_32_S_10_5 && type <= LARCH_SOP_POP_32_U) ||
		       (type >= LARCH_B16 && type <= LARCH_TLS_GD_HI20) ? 4 : 0;
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
	switch (rela->type) {
	case LARCH_SOP_PUSH_PLT_PCREL:
	case LARCH_B16:
	case LARCH_B21:
	case LARCH_B26:
	case LARCH_CALL36:
		return true;
	default:
		return false;
	}
}

static unsigned int opcode(uint32_t insn)
{
	return insn >> 26;
}

/* b, bl */
static bool is_branch26(uint32_t insn)
{
	return opcode(insn) == 0x14 || opcode(insn) == 0x15;
}

/* beqz, bnez, bceqz, bcnez */
static bool is_branch21(uint32_t insn)
{
	return opcode(insn) >= 0x10 && opcode(insn) <= 0x12;
}

/* beq, bne, blt, bge, bltu, bgeu */
static bool is_branch16(uint32_t insn)
{
	return opcode(insn) >= 0x16 && opcode(insn) <= 0x1b;
}

/* The distance is in bits 10 to 25, its upper part below that. */
static bool relative(uint32_t insn, struct branch *branch, int64_t *distance)
{
	uint64_t low = insn >> 10 & 0xffff;

	if (is_branch26(insn)) {
		branch->type = LARCH_B26;
		branch->mask = 0x03ffffff;
		branch->fits = true;
		*distance = 4 * sign_extend((uint64_t)(insn & 0x3ff) << 16 | low, 26);
	} else if (is_branch21(insn)) {
		branch->type = LARCH_B21;
		branch->mask = 0x03fffc1f;
		*distance = 4 * sign_extend((uint64_t)(insn & 0x1f) << 16 | low, 21);
	} else if (is_branch16(insn)) {
		branch->type = LARCH_B16;
		branch->mask = 0x03fffc00;
		*distance = 4 * sign_extend(low, 16);
	} else {
		return false;
	}
	return true;
}

static bool is_lu12i(uint32_t insn)
{
	return (insn & 0xfe000000) == 0x14000000;
}

static bool is_ori(uint32_t insn)
{
	return (insn & 0xffc00000) == 0x03800000;
}

/* addi.w, addi.d */
static bool is_addi(uint32_t insn)
{
	return (insn & 0xff800000) == 0x02800000;
}

/*
 * The pieces of li: addi.w rN,$zero,imm; ori rN,$zero or rN,imm; lu12i.w rN,imm.
 * Arguments are in r4 to r11.  Which piece it is may change with the number.
 */
static bool loads_arg(uint32_t insn, struct arg_load *load)
{
	unsigned int to = insn & 0x1f, from = insn >> 5 & 0x1f;

	load->arg = to - 4;
	load->value = insn >> 10 & 0xfff;
	load->mask = UINT64_MAX;
	if (to < 4 || to > 11)
		return false;
	if (is_lu12i(insn)) {
		load->value = (uint64_t)sign_extend(insn >> 5, 20) << 12;
		load->mask = ~0xfffULL;
	} else if (is_ori(insn) && from) {
		/* to the upper bits, which several loads may share in one register */
		load->mask = 0xfff;
	} else if (is_addi(insn)) {
		load->value = (uint64_t)sign_extend(load->value, 12);
	}
	return is_lu12i(insn) || is_ori(insn) || (is_addi(insn) && !from);
}

static bool is_jump(uint32_t insn)
{
	/* 0x13 is jirl */
	return opcode(insn) >= 0x10 && opcode(insn) <= 0x1b;
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

/* Labels that relaxation keeps: "L0\001" and the like, for the SUB of a pair. */
static bool is_marker(const struct symbol *sym)
{
	return symbol_is_local(sym) && symbol_type(sym) == STT_NOTYPE && !sym->sym.st_size &&
	       sym->name[0] == 'L' && strpbrk(sym->name, "\001\002");
}

static bool is_module_symbol(const char *name)
{
	return !strcmp(name, "_GLOBAL_OFFSET_TABLE_");
}

/*
 * Modules are farther from the kernel than the 2 GiB of pcalau12i.  The pair
 * pcalau12i, addi.d computes an address; pcalau12i, ld.d loads it from the
 * offset table.  For calls the loader makes a linkage table.
 */
static const char *lead_out(struct section *sec, struct rela *rela)
{
	uint32_t insn;

	switch (rela->type) {
	case LARCH_PCALA_HI20:
	case LARCH_PCALA_LO12:
		break;
	case LARCH_B16:
	case LARCH_B21:
		return "a conditional branch cannot lead out of the module";
	case LARCH_32_PCREL:
		return "an offset of 32 bits cannot reach it";
	case LARCH_PCREL20_S2:
		return "an instruction that reaches 2 MiB cannot lead out of the module";
	default:
		return NULL;
	}
	insn = insn_at(sec, rela->offset);
	if (rela->addend || (rela->type == LARCH_PCALA_LO12 && (insn & 0xffc00000) != 0x02c00000))
		return "an instruction reaches 2 GiB from the module; compile the object with -mno-direct-extern-access (clang: -fno-direct-access-external-data)";
	if (rela->type == LARCH_PCALA_HI20) {
		rela->type = LARCH_GOT_PC_HI20;
		return NULL;
	}
	kelf_put(sec->elf, sec->data + rela->offset, 4, 0x28c00000 | (insn & 0x003fffff));
	rela->type = LARCH_GOT_PC_LO12;
	return NULL;
}

const struct arch arch_loongarch64 = {
	.name = "loongarch64",
	.machine = EM_LOONGARCH,
	.abs64 = LARCH_64,
	.abs32 = LARCH_32,
	.rela_size = rela_size,
	.rela_type_equal = rela_type_equal,
	.rela_bias = rela_bias,
	.rela_is_branch = rela_is_branch,
	.each_branch = each_branch,
	.find_arg_load = find_arg_load,
	.is_marker = is_marker,
	.is_module_symbol = is_module_symbol,
	.lead_out = lead_out,
};
