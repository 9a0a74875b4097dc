// SPDX-License-Identifier: GPL-2.0-only
/*
 * s390x.c: what must the tools know of s390x?
 *
 * Instructions have 2, 4 or 6 bytes, told by the first two bits.  Relative
 * operands count halfwords from the start of the instruction, but lie 2 bytes
 * into it: relocations add these 2.
 */
#include "../arch.h"

#include <string.h>

#ifndef R_390_PC12DBL	/* newer than the libc of 2022 */
#define R_390_PC12DBL	62
#define R_390_PLT12DBL	63
#define R_390_PC24DBL	64
#define R_390_PLT24DBL	65
#endif

static unsigned int rela_size(uint32_t type)
{
	switch (type) {
	case R_390_64:
	case R_390_PC64:
	case R_390_GOT64:
	case R_390_PLT64:
	case R_390_GOTOFF64:
	case R_390_PLTOFF64:
	case R_390_GOTPLT64:
		return 8;
	case R_390_32:
	case R_390_PC32:
	case R_390_GOT32:
	case R_390_PLT32:
	case R_390_GOTOFF32:
	case R_390_GOTPC:
	case R_390_PC32DBL:
	case R_390_PLT32DBL:
	case R_390_GOTPCDBL:
	case R_390_GOTENT:
	case R_390_GOTPLT32:
	case R_390_GOTPLTENT:
	case R_390_PLTOFF32:
	case R_390_20:
	case R_390_GOT20:
	case R_390_GOTPLT20:
		return 4;
	case R_390_PC24DBL:
	case R_390_PLT24DBL:
		return 3;
	case R_390_16:
	case R_390_PC16:
	case R_390_GOT16:
	case R_390_PC16DBL:
	case R_390_PLT16DBL:
	case R_390_GOTOFF16:
	case R_390_GOTPLT16:
	case R_390_PLTOFF16:
	case R_390_12:
	case R_390_GOT12:
	case R_390_GOTPLT12:
	case R_390_PC12DBL:
	case R_390_PLT12DBL:
		return 2;
	case R_390_8:
		return 1;
	default:
		return 0;
	}
}

/* Distances between instructions are counted in halfwords. */
static int rela_shift(uint32_t type)
{
	switch (type) {
	case R_390_64:
	case R_390_PC64:
	case R_390_32:
	case R_390_PC32:
		return 0;
	case R_390_PC32DBL:
	case R_390_PLT32DBL:
		return 1;
	default:
		return -1;
	}
}

/* Through a procedure linkage table or not, it is the same function. */
static uint32_t without_plt(uint32_t type)
{
	switch (type) {
	case R_390_PLT16DBL:	return R_390_PC16DBL;
	case R_390_PLT24DBL:	return R_390_PC24DBL;
	case R_390_PLT32DBL:	return R_390_PC32DBL;
	default:		return type;
	}
}

static bool rela_type_equal(uint32_t a, uint32_t b)
{
	return without_plt(a) == without_plt(b);
}

static bool rela_is_entry(uint32_t type)
{
	switch (type) {
	case R_390_GOT12:
	case R_390_GOT16:
	case R_390_GOT20:
	case R_390_GOT32:
	case R_390_GOT64:
	case R_390_GOTENT:
	case R_390_GOTPLT12:
	case R_390_GOTPLT16:
	case R_390_GOTPLT20:
	case R_390_GOTPLT32:
	case R_390_GOTPLT64:
	case R_390_GOTPLTENT:
		return true;
	default:
		return false;
	}
}

/* The entry, for the instructions that lead to one; of the others the field is a plain number. */
static bool aim_of(uint32_t type, const struct aim *aim, uint64_t *addr)
{
	if (type != R_390_GOTENT && type != R_390_GOTPLTENT)
		return false;
	*addr = aim->addr - 2 + 2 * (uint64_t)sign_extend(aim->insn, 32);
	return true;
}

/* How far into the instruction the field is, which the addend makes up for. */
static int64_t rela_bias(const struct section *sec, const struct rela *rela,
			 uint64_t func_start, uint64_t func_end)
{
	(void)sec;
	(void)func_start;
	(void)func_end;
	switch (without_plt(rela->type)) {
	case R_390_PC16DBL:
	case R_390_PC32DBL:
	case R_390_GOTENT:
	case R_390_GOTPLTENT:
	case R_390_GOTPCDBL:
		return -2;
	case R_390_PC12DBL:
	case R_390_PLT12DBL:
		return -1;
	case R_390_PC24DBL:
		return -3;
	default:
		return 0;
	}
}

static unsigned int insn_length(uint8_t first)
{
	return first < 0x40 ? 2 : first < 0xc0 ? 4 : 6;
}

/* With a 32-bit relative operand: brasl, brcl, brcth and the loads, larl first. */
static bool is_long_relative(const uint8_t *insn)
{
	unsigned int sub = insn[1] & 0xf;

	return (insn[0] == 0xc0 && (sub == 0 || sub == 4 || sub == 5)) || insn[0] == 0xc4 ||
	       insn[0] == 0xc6 || (insn[0] == 0xcc && sub == 6);
}

static bool is_long_branch(const uint8_t *insn)
{
	unsigned int sub = insn[1] & 0xf;

	return (insn[0] == 0xc0 && (sub == 4 || sub == 5)) || (insn[0] == 0xcc && sub == 6);
}

/* Compare and branch in one, of 6 bytes. */
static bool is_compare_branch(const uint8_t *insn)
{
	if (insn[0] != 0xec)
		return false;
	switch (insn[5]) {
	case 0x44: case 0x45:				/* brxhg, brxlg */
	case 0x64: case 0x65: case 0x76: case 0x77:	/* cgrj, clgrj, crj, clrj */
	case 0x7c: case 0x7d: case 0x7e: case 0x7f:	/* cgij, clgij, cij, clij */
		return true;
	default:
		return false;
	}
}

/* With a 16-bit relative operand: brc, bras, brct, brctg, brxh, brxle and the above. */
static bool is_short_branch(const uint8_t *insn)
{
	unsigned int sub = insn[1] & 0xf;

	return (insn[0] == 0xa7 && sub >= 4 && sub <= 7) || insn[0] == 0x84 || insn[0] == 0x85 ||
	       is_compare_branch(insn);
}

static bool is_any_branch(const uint8_t *insn)
{
	return is_long_branch(insn) || is_short_branch(insn) ||
	       (insn[0] >= 0x05 && insn[0] <= 0x07) || insn[0] == 0x0d ||
	       (insn[0] >= 0x45 && insn[0] <= 0x47) || insn[0] == 0x4d;
}

static bool rela_is_branch(const struct section *sec, const struct rela *rela)
{
	switch (rela->type) {
	case R_390_PLT12DBL:
	case R_390_PLT16DBL:
	case R_390_PLT24DBL:
	case R_390_PLT32DBL:
	case R_390_PC16DBL:
		return true;
	case R_390_PC32DBL:
		return section_is_exec(sec) && sec->data && rela->offset >= 2 &&
		       is_long_branch(sec->data + rela->offset - 2);
	default:
		return false;
	}
}

/* A walk over the instructions of [at, end). */
struct walk {
	const struct section *sec;
	uint64_t at, next, end;
	const uint8_t *insn;
};

static bool walk_next(struct walk *w)
{
	w->at = w->next;
	if (w->at >= w->end)
		return false;
	w->insn = w->sec->data + w->at;
	w->next = w->at + insn_length(*w->insn);
	return w->next <= w->end;
}

static bool relative_operand(const struct walk *w, struct branch *branch)
{
	int64_t distance;

	branch->offset = w->at + 2;
	branch->addend = 2;
	if (is_long_relative(w->insn)) {
		distance = sign_extend(kelf_get(w->sec->elf, w->insn + 2, 4), 32);
		branch->type = R_390_PC32DBL;
		branch->mask = 0xffffffff;
		branch->fits = true;
	} else if (is_short_branch(w->insn)) {
		distance = sign_extend(kelf_get(w->sec->elf, w->insn + 2, 2), 16);
		branch->type = R_390_PC16DBL;
		branch->mask = 0xffff;
		branch->fits = false;
	} else {
		return false;
	}
	branch->target = w->at + (uint64_t)(2 * distance);
	return true;
}

static int each_branch(const struct section *sec, uint64_t start, uint64_t end,
		       branch_visitor *visit, void *arg)
{
	struct walk w = { .sec = sec, .next = start, .end = end };

	while (walk_next(&w)) {
		struct branch branch;

		if (!relative_operand(&w, &branch) || arch_rela_within(sec, branch.offset, 1))
			continue;
		if (branch.target >= start && branch.target < end)
			continue;
		if (visit(&branch, arg))
			return -1;
	}
	return 0;
}

/* Bytes of the immediate that the instruction loads into a register, from its third byte on. */
static unsigned int immediate_size(const uint8_t *insn)
{
	unsigned int sub = insn[1] & 0xf;

	if (insn[0] == 0xa7 && (sub == 8 || sub == 9))	/* lhi, lghi */
		return 2;
	if (insn[0] == 0xa5 && sub == 0xf)		/* llill */
		return 2;
	if (insn[0] == 0xc0 && (sub == 1 || sub == 0xf))	/* lgfi, llilf */
		return 4;
	return 0;
}

static void find_call(struct walk *w, struct arg_load *load)
{
	load->call = w->end;
	load->callee = NULL;
	while (walk_next(w)) {
		const struct rela *rela;

		if (!is_any_branch(w->insn))
			continue;
		rela = arch_rela_within(w->sec, w->at, w->next - w->at);
		load->call = w->at;
		load->callee = rela ? rela->sym->name : NULL;
		return;
	}
}

/* Until 5.6 a BUG jumped into the middle of itself, "j .+2", and trapped on what is there. */
static bool traps_before(const struct section *sec, uint64_t off)
{
	static const uint8_t jump[] = { 0xa7, 0xf4, 0x00, 0x01 };

	return off >= sizeof(jump) && off <= sec->size &&
	       !memcmp(sec->data + off - sizeof(jump), jump, sizeof(jump));
}

/* Arguments are in r2 to r6. */
static bool find_arg_load(const struct section *sec, uint64_t start, uint64_t end,
			  uint64_t offset, struct arg_load *load)
{
	struct walk w = { .sec = sec, .next = start, .end = end };

	while (walk_next(&w)) {
		unsigned int reg;

		if (offset >= w.next)
			continue;
		reg = w.insn[1] >> 4;
		load->offset = w.at + 2;
		load->size = immediate_size(w.insn);
		if (reg < 2 || reg > 6 || offset < load->offset ||
		    offset >= load->offset + load->size)
			return false;
		load->arg = reg - 2;
		load->value = kelf_get(sec->elf, w.insn + 2, load->size);
		load->mask = load->size == 2 ? 0xffff : 0xffffffff;
		find_call(&w, load);
		return true;
	}
	return false;
}

/*
 * Modules are farther from the kernel than 4 GiB.  Calls may go through a
 * linkage table; an address that is computed by larl is loaded from the offset
 * table by lgrl, which is as long and leaves the condition code alone, too.
 */
static const char *lead_out(struct section *sec, struct rela *rela)
{
	uint8_t *insn;

	switch (rela->type) {
	case R_390_PC32DBL:
		break;
	case R_390_PC16DBL:
	case R_390_PLT16DBL:
		return "a branch of 64 KiB cannot reach it";
	case R_390_PC32:
		return "an offset of 32 bits cannot reach it";
	default:
		return NULL;
	}
	if (rela->offset < 2)
		return "no instruction can have it there; the object is damaged";
	insn = sec->data + rela->offset - 2;
	if (is_long_branch(insn)) {
		rela->type = R_390_PLT32DBL;
		return NULL;
	}
	if (insn[0] != 0xc0 || insn[1] & 0xf || rela->addend != 2)
		return "an instruction reaches 4 GiB from the module; compile the object with -fPIC -mno-pic-data-is-text-relative -fno-section-anchors";
	insn[0] = 0xc4;
	insn[1] |= 8;
	rela->type = R_390_GOTENT;
	return NULL;
}

/*
 * -mindirect-branch=thunk gives each object its own __s390_indirect_jump_r1 and
 * the like, in section groups.
 */
static bool is_helper(const struct symbol *sym)
{
	return sym->sec && sym->sec->sh.sh_flags & SHF_GROUP &&
	       !strncmp(sym->name, "__s390_indirect_jump_r", 22);
}

static bool is_module_symbol(const char *name)
{
	return !strcmp(name, "_GLOBAL_OFFSET_TABLE_");
}

const struct arch arch_s390x = {
	.name = "s390x",
	.machine = EM_S390,
	.abs64 = R_390_64,
	.abs32 = R_390_32,
	.slots = true,
	.rela_size = rela_size,
	.rela_shift = rela_shift,
	.rela_type_equal = rela_type_equal,
	.rela_is_entry = rela_is_entry,
	.aim_of = aim_of,
	.rela_bias = rela_bias,
	.rela_is_branch = rela_is_branch,
	.each_branch = each_branch,
	.find_arg_load = find_arg_load,
	.traps_before = traps_before,
	.is_helper = is_helper,
	.lead_out = lead_out,
	.is_module_symbol = is_module_symbol,
};
