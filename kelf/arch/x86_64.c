// SPDX-License-Identifier: GPL-2.0-only
/* x86_64.c: what must the tools know of x86-64?  Instructions are Capstone's to read. */
#include "../arch.h"
#include "../diag.h"

#include <capstone/capstone.h>
#include <stdlib.h>
#include <string.h>

/* One decoder for the process: opening one costs more than a function's decoding. */
static csh decoder;
static cs_insn *insn;

static void close_decoder(void)
{
	cs_free(insn, 1);
	cs_close(&decoder);
}

static void open_decoder(void)
{
	if (decoder)
		return;
	if (cs_open(CS_ARCH_X86, CS_MODE_64, &decoder) != CS_ERR_OK) {
		error("the instruction decoder cannot be started");
		exit(1);
	}
	cs_option(decoder, CS_OPT_DETAIL, CS_OPT_ON);
	insn = cs_malloc(decoder);
	atexit(close_decoder);
}

/* A walk over the instructions of [at, end) of a section. */
struct walk {
	const uint8_t *code;
	size_t left;
	uint64_t at;
};

static struct walk walk_start(const struct section *sec, uint64_t start, uint64_t end)
{
	open_decoder();
	return (struct walk){ .code = sec->data + start, .left = end - start, .at = start };
}

/* Decode the next instruction into insn; what cannot be decoded ends the walk. */
static bool walk_next(struct walk *w)
{
	return cs_disasm_iter(decoder, &w->code, &w->left, &w->at, insn);
}

static unsigned int rela_size(uint32_t type)
{
	switch (type) {
	case R_X86_64_64:
	case R_X86_64_PC64:
	case R_X86_64_GOTOFF64:
		return 8;
	case R_X86_64_32:
	case R_X86_64_32S:
	case R_X86_64_PC32:
	case R_X86_64_PLT32:
	case R_X86_64_GOTPCREL:
	case R_X86_64_GOTPCRELX:
	case R_X86_64_REX_GOTPCRELX:
		return 4;
	case R_X86_64_16:
	case R_X86_64_PC16:
		return 2;
	case R_X86_64_8:
	case R_X86_64_PC8:
		return 1;
	default:
		return 0;
	}
}

static int rela_shift(uint32_t type)
{
	(void)type;
	return 0;
}

static bool is_pc32(uint32_t type)
{
	return type == R_X86_64_PC32 || type == R_X86_64_PLT32;
}

static bool rela_type_equal(uint32_t a, uint32_t b)
{
	return a == b || (is_pc32(a) && is_pc32(b));
}

static bool is_branch_field(const struct section *sec, uint64_t offset)
{
	const uint8_t *p = sec->data + offset;

	if (offset >= 1 && (p[-1] == 0xe8 || p[-1] == 0xe9))
		return true;
	return offset >= 2 && p[-2] == 0x0f && (p[-1] & 0xf0) == 0x80;
}

static bool rela_is_branch(const struct section *sec, const struct rela *rela)
{
	return section_is_exec(sec) && sec->data && is_pc32(rela->type) &&
	       is_branch_field(sec, rela->offset);
}

/*
 * The CPU counts from the end of the instruction: usually that is the end of
 * the field, but an immediate operand may follow (cmpl $1, x(%rip)).
 */
static int64_t rela_bias(const struct section *sec, const struct rela *rela,
			 uint64_t func_start, uint64_t func_end)
{
	struct walk w;

	if (!section_is_exec(sec) || !is_pc32(rela->type))
		return 0;
	if (is_branch_field(sec, rela->offset) && rela->addend <= -4)
		return 4;
	w = walk_start(sec, func_start, func_end);
	while (walk_next(&w)) {
		if (rela->offset >= insn->address && rela->offset < w.at)
			return (int64_t)(w.at - rela->offset);
		if (insn->address > rela->offset)
			break;
	}
	return 4;
}

static bool is_relative_branch(const cs_insn *in)
{
	return cs_insn_group(decoder, in, CS_GRP_BRANCH_RELATIVE) && in->detail->x86.op_count == 1 &&
	       in->detail->x86.operands[0].type == X86_OP_IMM;
}

/* The operand of insn that counts from its end, as that of leaq foo(%rip); or NULL. */
static const cs_x86_op *rip_operand(void)
{
	const cs_x86 *x86 = &insn->detail->x86;

	for (uint8_t i = 0; i < x86->op_count; i++) {
		if (x86->operands[i].type == X86_OP_MEM && x86->operands[i].mem.base == X86_REG_RIP)
			return &x86->operands[i];
	}
	return NULL;
}

static bool relative_reference(struct branch *branch)
{
	const cs_x86_encoding *enc = &insn->detail->x86.encoding;
	const cs_x86_op *rip = rip_operand();

	branch->mask = 0xffffffff;
	if (is_relative_branch(insn) && enc->imm_offset) {
		branch->offset = insn->address + enc->imm_offset;
		branch->target = (uint64_t)insn->detail->x86.operands[0].imm;
		branch->fits = enc->imm_size == 4;
		branch->type = R_X86_64_PLT32;
		branch->addend = -4;
		return true;
	}
	if (!rip || enc->disp_size != 4)
		return false;
	branch->offset = insn->address + enc->disp_offset;
	branch->target = insn->address + insn->size + (uint64_t)rip->mem.disp;
	branch->fits = true;
	branch->type = R_X86_64_PC32;
	branch->addend = enc->disp_offset - insn->size;
	return true;
}

static int each_branch(const struct section *sec, uint64_t start, uint64_t end,
		       branch_visitor *visit, void *arg)
{
	struct walk w = walk_start(sec, start, end);

	while (walk_next(&w)) {
		struct branch branch;
		size_t r;

		if (!relative_reference(&branch))
			continue;
		r = kelf_rela_at(sec, branch.offset);
		if (r < sec->nrelas && sec->relas[r].offset == branch.offset)
			continue;
		if (branch.target >= start && branch.target < end)
			continue;
		if (visit(&branch, arg))
			return -1;
	}
	return 0;
}

static int argument_of(unsigned int reg)
{
	switch (reg) {
	case X86_REG_EDI: return 0;
	case X86_REG_ESI: return 1;
	case X86_REG_EDX: return 2;
	case X86_REG_ECX: return 3;
	case X86_REG_R8D: return 4;
	case X86_REG_R9D: return 5;
	default: return -1;
	}
}

/* The first call or jump at or after the walk's place, and the symbol that it goes to. */
static void find_call(const struct section *sec, struct walk *w, struct arg_load *load)
{
	load->call = w->at;
	load->callee = NULL;
	while (walk_next(w)) {
		uint64_t field = insn->address + insn->size - 4;
		size_t r;

		if (!cs_insn_group(decoder, insn, CS_GRP_CALL) &&
		    !cs_insn_group(decoder, insn, CS_GRP_JUMP))
			continue;
		load->call = insn->address;
		r = kelf_rela_at(sec, field);
		if (insn->size >= 5 && r < sec->nrelas && sec->relas[r].offset == field)
			load->callee = sec->relas[r].sym->name;
		return;
	}
}

static bool find_arg_load(const struct section *sec, uint64_t start, uint64_t end,
			  uint64_t offset, struct arg_load *load)
{
	struct walk w = walk_start(sec, start, end);

	while (walk_next(&w)) {
		const cs_x86 *x86 = &insn->detail->x86;
		int arg;

		if (offset >= w.at)
			continue;
		if (insn->id != X86_INS_MOV || x86->op_count != 2 || x86->encoding.imm_size != 4 ||
		    x86->operands[0].type != X86_OP_REG || x86->operands[1].type != X86_OP_IMM)
			return false;
		arg = argument_of(x86->operands[0].reg);
		load->offset = insn->address + x86->encoding.imm_offset;
		load->size = 4;
		if (arg < 0 || offset < load->offset || offset >= load->offset + 4)
			return false;
		load->arg = (unsigned int)arg;
		load->value = (uint64_t)x86->operands[1].imm;
		load->mask = 0xffffffff;
		find_call(sec, &w, load);
		return true;
	}
	return false;
}

/* The property of a note.gnu.property that says which features all of the code is made for. */
#define X86_FEATURE_1_AND 0xc0000002
#define X86_FEATURE_1_IBT 1

/* A note's head has 12 bytes and its name 4; a property is a type, a size and the data. */
static bool tracks_branches(const struct kelf *elf)
{
	const struct section *sec = kelf_find_section(elf, ".note.gnu.property");
	uint64_t at = 16;

	while (sec && sec->data && at + 12 <= sec->size) {
		uint64_t size = kelf_get(elf, sec->data + at + 4, 4);

		if (kelf_get(elf, sec->data + at, 4) == X86_FEATURE_1_AND && size == 4)
			return kelf_get(elf, sec->data + at + 8, 4) & X86_FEATURE_1_IBT;
		at += 8 + ((size + 7) & ~(uint64_t)7);
	}
	return false;
}

static bool is_landing(const uint8_t *p, uint64_t left)
{
	static const uint8_t endbr64[] = { 0xf3, 0x0f, 0x1e, 0xfa };

	return left >= sizeof(endbr64) && !memcmp(p, endbr64, sizeof(endbr64));
}

const struct arch arch_x86_64 = {
	.name = "x86_64",
	.machine = EM_X86_64,
	.abs64 = R_X86_64_64,
	.abs32 = R_X86_64_32,
	.rela_size = rela_size,
	.rela_shift = rela_shift,
	.rela_type_equal = rela_type_equal,
	.rela_bias = rela_bias,
	.rela_is_branch = rela_is_branch,
	.each_branch = each_branch,
	.find_arg_load = find_arg_load,
	.tracks_branches = tracks_branches,
	.is_landing = is_landing,
};
