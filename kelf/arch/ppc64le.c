// SPDX-License-Identifier: GPL-2.0-only
/*
 * ppc64le.c: what must the tools know of little-endian powerpc, ELF ABI v2?
 *
 * A function finds its data through r2, the TOC pointer of its module, which a
 * call through a stub changes: the no-op after such a call is where the module
 * loader puts the load that restores it.
 */
#include "../arch.h"

#include <string.h>

#ifndef R_PPC64_REL24_NOTOC	/* newer than the libc of 2022 */
#define R_PPC64_REL24_NOTOC	116
#endif
#ifndef R_PPC64_ENTRY
#define R_PPC64_ENTRY		118
#endif
#ifndef R_PPC64_PCREL34
#define R_PPC64_PCREL34		132
#define R_PPC64_GOT_PCREL34	133
#endif

#define NOP	0x60000000
#define OP_ADDI	14
#define OP_ADDIS	15
#define OP_LD	58
#define OP_STD	62
#define BRANCH	0x48000000
#define CALL	1	/* the bit that tells bl from b */

static unsigned int rela_size(uint32_t type)
{
	switch (type) {
	case R_PPC64_ADDR64:
	case R_PPC64_UADDR64:
	case R_PPC64_REL64:
	case R_PPC64_TOC:
	case R_PPC64_PCREL34:
	case R_PPC64_GOT_PCREL34:
		return 8;
	case R_PPC64_ADDR32:
	case R_PPC64_UADDR32:
	case R_PPC64_REL32:
	case R_PPC64_ADDR24:
	case R_PPC64_REL24:
	case R_PPC64_REL24_NOTOC:
	case R_PPC64_ADDR14:
	case R_PPC64_REL14:
	case R_PPC64_REL14_BRTAKEN:
	case R_PPC64_REL14_BRNTAKEN:
		return 4;
	case R_PPC64_ADDR16:
	case R_PPC64_ADDR16_LO:
	case R_PPC64_ADDR16_HI:
	case R_PPC64_ADDR16_HA:
	case R_PPC64_ADDR16_HIGHER:
	case R_PPC64_ADDR16_HIGHERA:
	case R_PPC64_ADDR16_HIGHEST:
	case R_PPC64_ADDR16_HIGHESTA:
	case R_PPC64_ADDR16_DS:
	case R_PPC64_ADDR16_LO_DS:
	case R_PPC64_TOC16:
	case R_PPC64_TOC16_LO:
	case R_PPC64_TOC16_HI:
	case R_PPC64_TOC16_HA:
	case R_PPC64_TOC16_DS:
	case R_PPC64_TOC16_LO_DS:
	case R_PPC64_REL16:
	case R_PPC64_REL16_LO:
	case R_PPC64_REL16_HI:
	case R_PPC64_REL16_HA:
		return 2;
	default:
		return 0;
	}
}

/*
 * What is near the TOC pointer needs no upper half, and an address no load from
 * the TOC:
 *
 *	addis	rA, r2, HA		nop
 *	ld	rT, LO(rA)		addi	rT, rA or r2, LO
 */
static bool linker_rewrites(uint32_t type, uint32_t insn, uint32_t shipped)
{
	uint32_t op = insn >> 26, new_op = shipped >> 26;

	switch (type) {
	case R_PPC64_TOC16_HA:
		return shipped == NOP || insn >> 16 == shipped >> 16;
	case R_PPC64_TOC16_LO:
	case R_PPC64_TOC16_LO_DS:
		if ((insn >> 21 & 0x1f) != (shipped >> 21 & 0x1f))
			return false;
		if (op != new_op && (op != OP_LD || insn & 3 || new_op != OP_ADDI))
			return false;
		return (shipped >> 16 & 0x1f) == 2 || (insn >> 16 & 0x1f) == (shipped >> 16 & 0x1f);
	default:
		return false;
	}
}

/* The code that sets the TOC pointer, which the linker may write otherwise. */
static bool rela_marks(uint32_t type)
{
	return type == R_PPC64_ENTRY;
}

static uint32_t rela_mask(uint32_t type)
{
	switch (type) {
	case R_PPC64_REL24:
	case R_PPC64_REL24_NOTOC:
		return 0x03fffffc;
	case R_PPC64_REL14:
	case R_PPC64_REL14_BRTAKEN:
	case R_PPC64_REL14_BRNTAKEN:
		return 0xfffc;
	default:
		return UINT32_MAX;
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
	(void)func_start;
	(void)func_end;
	(void)rela;
	return 0;
}

static bool rela_is_branch(const struct section *sec, const struct rela *rela)
{
	(void)sec;
	switch (rela->type) {
	case R_PPC64_REL24:
	case R_PPC64_REL24_NOTOC:
	case R_PPC64_REL14:
	case R_PPC64_REL14_BRTAKEN:
	case R_PPC64_REL14_BRNTAKEN:
		return true;
	default:
		return false;
	}
}

/* b, bl; not their absolute forms */
static bool is_branch24(uint32_t insn)
{
	return (insn & 0xfc000002) == 0x48000000;
}

/* bc, bcl */
static bool is_branch14(uint32_t insn)
{
	return (insn & 0xfc000002) == 0x40000000;
}

static bool relative(uint32_t insn, struct branch *branch, int64_t *distance)
{
	if (is_branch24(insn)) {
		branch->type = R_PPC64_REL24;
		branch->mask = 0x03fffffc;
		branch->fits = true;
		*distance = sign_extend(insn & 0x03fffffc, 26);
	} else if (is_branch14(insn)) {
		branch->type = R_PPC64_REL14;
		branch->mask = 0xfffc;
		*distance = sign_extend(insn & 0xfffc, 16);
	} else {
		return false;
	}
	return true;
}

static uint32_t first_of_pair(uint32_t type)
{
	return type == R_PPC64_TOC16_LO || type == R_PPC64_TOC16_LO_DS ? R_PPC64_TOC16_HA : 0;
}

/* A load's or store's lowest two bits may say what it is. */
static int64_t low_half(uint32_t insn)
{
	uint32_t op = insn >> 26;

	return sign_extend(op == OP_LD || op == OP_STD ? insn & 0xfffc : insn & 0xffff, 16);
}

static bool aim_of(uint32_t type, const struct aim *aim, uint64_t *addr)
{
	struct branch branch;
	int64_t distance;

	switch (type) {
	case R_PPC64_TOC16_LO:
	case R_PPC64_TOC16_LO_DS:
		*addr = aim->toc + (uint64_t)low_half(aim->insn);
		if (aim->first != NOP)
			*addr += (uint64_t)sign_extend(aim->first, 16) << 16;
		return aim->toc != 0;
	case R_PPC64_TOC16:
	case R_PPC64_TOC16_DS:
		*addr = aim->toc + (uint64_t)low_half(aim->insn);
		return aim->toc != 0;
	default:
		if (rela_mask(type) == UINT32_MAX || !relative(aim->insn, &branch, &distance))
			return false;
		*addr = aim->addr + (uint64_t)distance;
		return true;
	}
}

/*
 * Of a call farther than 32 MiB: "00000012.long_branch.callee", one jump; where that does not
 * reach either, "00000012.plt_branch.callee", a load from the TOC and a jump there:
 *
 *	(addis	r12, r2, HA)	ld	r12, LO(r12 or r2)	mtctr	r12	bctr
 */
static enum stub stub_aim(const char *name, const struct aim *aim, uint64_t *addr)
{
	struct branch branch;
	int64_t distance;

	if (strstr(name, ".long_branch.") && is_branch24(aim->first) &&
	    relative(aim->first, &branch, &distance)) {
		*addr = aim->first_addr + (uint64_t)distance;
		return STUB_JUMPS;
	}
	if (!strstr(name, ".plt_branch.") || !aim->toc)
		return NO_STUB;
	*addr = aim->toc;
	if (aim->first >> 26 == OP_ADDIS)
		*addr += ((uint64_t)sign_extend(aim->first, 16) << 16) + (uint64_t)low_half(aim->insn);
	else
		*addr += (uint64_t)low_half(aim->first);
	return STUB_LOADS;
}

/* Callers with the same TOC pointer pass by the instructions that set it. */
static uint64_t local_entry(const struct symbol *sym)
{
	return (uint64_t)PPC64_LOCAL_ENTRY_OFFSET(sym->sym.st_other);
}

/* li rN,imm; arguments are in r3 to r10. */
static bool loads_arg(uint32_t insn, struct arg_load *load)
{
	unsigned int reg = insn >> 21 & 0x1f;

	load->arg = reg - 3;
	load->value = (uint64_t)sign_extend(insn, 16);
	load->mask = UINT64_MAX;
	return (insn & 0xfc1f0000) == 0x38000000 && reg >= 3 && reg <= 10;
}

static bool is_jump(uint32_t insn)
{
	return is_branch24(insn) || is_branch14(insn) || (insn & 0xfc0007fe) == 0x4c000020 ||
	       (insn & 0xfc0007fe) == 0x4c000420;	/* bclr, bcctr */
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

/*
 * What each module has, or its loader knows by name: the TOC, the entry call,
 * and the register savers of gcc -Os, linked into each.
 */
static bool is_module_symbol(const char *name)
{
	static const char *const prefixes[] = {
		"_savegpr", "_restgpr", "_savefpr_", "_restfpr_", "_savevr_", "_restvr_",
	};

	if (!strcmp(name, ".TOC.") || !strcmp(name, "_mcount"))
		return true;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (!strncmp(name, prefixes[i], strlen(prefixes[i])))
			return true;
	}
	return false;
}

/* With -mcmodel=large the distance of the TOC lies in 8 bytes before the function. */
static uint64_t code_start(const struct symbol *sym)
{
	uint64_t start = sym->sym.st_value;
	const struct rela *rela;

	if (start < 8 || !section_is_exec(sym->sec))
		return start;
	rela = arch_rela_within(sym->sec, start - 8, 1);
	return rela && rela->type == R_PPC64_REL64 && !strcmp(rela->sym->name, ".TOC.") ?
	       start - 8 : start;
}

/*
 * -mprofile-kernel: mflr r0; (std r0,16(r1);) bl _mcount, at the local entry
 * point, after 2 instructions for the TOC at most.
 */
static bool calls_tracer(const struct section *sec, uint64_t start, uint64_t end)
{
	for (uint64_t at = start; at + 4 <= end && at < start + 28; at += 4) {
		const struct rela *rela = arch_rela_within(sec, at, 4);

		if (rela && rela->type == R_PPC64_REL24)
			return !strcmp(rela->sym->name, "_mcount");
		if (is_jump(insn_at(sec, at)))
			return false;
	}
	return false;
}

static unsigned int pool_entry(const struct section *sec)
{
	return !strcmp(sec->name, ".toc") ? 8 : 0;
}

/* The function of the output that ends where @sec ends, at or after @offset, or NULL. */
static struct symbol *last_function(const struct section *sec, uint64_t offset)
{
	for (size_t i = 1; i < sec->elf->nsyms; i++) {
		struct symbol *sym = sec->elf->syms[i];

		if (sym->sec == sec && symbol_type(sym) == STT_FUNC && sym->sym.st_value <= offset &&
		    ((sym->sym.st_value + sym->sym.st_size + 15) & ~15ULL) >= sec->size)
			return sym;
	}
	return NULL;
}

static void append_insn(struct section *sec, uint32_t insn)
{
	uint8_t bytes[4];

	kelf_put(sec->elf, bytes, 4, insn);
	kelf_append(sec, bytes, 4, 4);
}

/*
 * A call within one object has no no-op after it.  Make the call from a few
 * instructions behind the function, in its stack frame:
 *
 *	     b	 out			instead of bl callee
 *	back:
 *	     ...
 *	out: bl	 callee
 *	     nop
 *	     b	 back
 *
 * They count as part of the function, so that a task that sleeps in the callee
 * is seen to be in the function, too.
 */
static const char *call_from_behind(struct section *sec, struct rela *rela)
{
	struct symbol *func = last_function(sec, rela->offset), *start = kelf_section_symbol(sec);
	uint64_t out;

	if (!func)
		return "no no-op follows the call, so the TOC pointer cannot be restored after it, and there is no room behind the function";
	out = kelf_append(sec, NULL, 0, 4);
	append_insn(sec, BRANCH | CALL);
	append_insn(sec, NOP);
	append_insn(sec, BRANCH);
	func->sym.st_size = sec->size - func->sym.st_value;
	kelf_add_rela(sec, out, rela->type, rela->sym, rela->addend);
	kelf_add_rela(sec, out + 8, rela->type, start, (int64_t)rela->offset + 4);
	kelf_put(sec->elf, sec->data + rela->offset, 4, BRANCH);
	rela->sym = start;
	rela->addend = (int64_t)out;
	return NULL;
}

static const char *lead_out_call(struct section *sec, struct rela *rela)
{
	if (is_module_symbol(rela->sym->name))
		return NULL;
	if (!(insn_at(sec, rela->offset) & CALL))
		return "a jump out of the module loses the caller's TOC pointer; compile the object with -fno-optimize-sibling-calls";
	if (rela->offset + 8 <= sec->size && insn_at(sec, rela->offset + 4) == NOP)
		return NULL;
	return call_from_behind(sec, rela);
}

/* Modules are farther from the kernel than the 2 GiB that the TOC pointer reaches. */
static const char *lead_out(struct section *sec, struct rela *rela)
{
	switch (rela->type) {
	case R_PPC64_REL24:
		return lead_out_call(sec, rela);
	case R_PPC64_REL14:
	case R_PPC64_REL14_BRTAKEN:
	case R_PPC64_REL14_BRNTAKEN:
		return "a branch that reaches 32 KiB cannot lead out of the module";
	case R_PPC64_REL32:
		return "an offset of 32 bits cannot reach it";
	case R_PPC64_TOC16_LO:
	case R_PPC64_TOC16_HI:
	case R_PPC64_TOC16_HA:
	case R_PPC64_TOC16_LO_DS:
		return "an instruction reaches 2 GiB from the module's TOC; compile the object with -mcmodel=large";
	case R_PPC64_PCREL34:
		return "an instruction reaches 8 GiB from the module; compile the object with -mno-pcrel -mcmodel=large";
	default:
		return NULL;
	}
}

const struct arch arch_ppc64le = {
	.name = "ppc64le",
	.machine = EM_PPC64,
	.abs64 = R_PPC64_ADDR64,
	.abs32 = R_PPC64_ADDR32,
	.slots = true,
	.modules_keep_init = true,
	.rela_size = rela_size,
	.rela_marks = rela_marks,
	.rela_mask = rela_mask,
	.linker_rewrites = linker_rewrites,
	.first_of_pair = first_of_pair,
	.aim_of = aim_of,
	.stub_aim = stub_aim,
	.local_entry = local_entry,
	.rela_type_equal = rela_type_equal,
	.rela_bias = rela_bias,
	.rela_is_branch = rela_is_branch,
	.each_branch = each_branch,
	.find_arg_load = find_arg_load,
	.is_module_symbol = is_module_symbol,
	.code_start = code_start,
	.calls_tracer = calls_tracer,
	.pool_entry = pool_entry,
	.lead_out = lead_out,
};
