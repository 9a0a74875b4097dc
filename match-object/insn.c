// SPDX-License-Identifier: GPL-2.0-only
/*
 * insn.c: do two functions do the same, instruction by instruction?
 *
 * For x86, whose jumps are 2 or 5 bytes long: a tail jump to a neighbour is
 * short in the linked section and long in a section of its own, and padding
 * for alignment moves with it.  Padding is skipped, jumps inside the function
 * must go to instructions that correspond.
 */
#include "match.h"

#include <capstone/capstone.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* An original instruction and the shipped one, as offsets in their functions. */
struct pair {
	uint64_t orig, shipped;
};

struct stream {
	const struct code *code;
	cs_insn *insn;
	const uint8_t *p;
	size_t left;
	uint64_t at;		/* of what is next, from the function's start */
};

static csh decoder;

static bool open_decoder(uint16_t machine)
{
	if (machine != EM_X86_64)
		return false;
	if (!decoder && cs_open(CS_ARCH_X86, CS_MODE_64, &decoder) == CS_ERR_OK)
		cs_option(decoder, CS_OPT_DETAIL, CS_OPT_ON);
	return decoder;
}

static void start_stream(struct stream *s, const struct code *code)
{
	*s = (struct stream){ .code = code, .insn = cs_malloc(decoder),
			      .p = code->sec->data + code->start, .left = code->size };
}

static bool is_padding(const cs_insn *insn)
{
	return insn->id == X86_INS_NOP || insn->id == X86_INS_INT3;
}

/* The next instruction that does something. */
static bool next_insn(struct stream *s)
{
	while (cs_disasm_iter(decoder, &s->p, &s->left, &s->at, s->insn))
		if (!is_padding(s->insn))
			return true;
	return false;
}

static bool is_jump(const cs_insn *insn)
{
	return cs_insn_group(decoder, insn, CS_GRP_BRANCH_RELATIVE) &&
	       insn->detail->x86.op_count == 1 &&
	       insn->detail->x86.operands[0].type == X86_OP_IMM;
}

/* The relocation inside the current instruction, or NULL. */
static const struct rela *own_rela(const struct stream *s, uint64_t from)
{
	uint64_t start = s->code->start + s->insn->address;
	size_t r = kelf_rela_at(s->code->sec, start + from);

	if (r == s->code->sec->nrelas || s->code->sec->relas[r].offset >= start + s->insn->size)
		return NULL;
	return &s->code->sec->relas[r];
}

/* The end of the instruction, from which the CPU counts. */
static struct place place_of_rela(const struct stream *s, const struct rela *rela, int64_t *bias)
{
	const struct arch *arch = s->code->sec->elf->arch;

	*bias = arch->rela_bias(s->code->sec, rela, s->code->start + s->insn->address,
				s->code->start + s->insn->address + s->insn->size);
	return place_of(rela, *bias);
}

/* What the linker filled in: a distance, or an address. */
static bool linked_place(const struct stream *s, struct place *place)
{
	const struct kelf *elf = s->code->sec->elf;
	const cs_x86 *x86 = &s->insn->detail->x86;
	bool found = false;

	for (uint8_t i = 0; i < x86->op_count; i++) {
		const cs_x86_op *op = &x86->operands[i];
		uint64_t addr = op->type == X86_OP_IMM ? (uint64_t)op->imm :
				op->type == X86_OP_MEM ? (uint64_t)op->mem.disp : 0;

		if (is_jump(s->insn))
			addr += s->code->addr;
		else if (op->type == X86_OP_MEM && op->mem.base == X86_REG_RIP)
			addr += s->code->addr + s->insn->address + s->insn->size;
		found |= place_at_address(elf, addr, place);
	}
	return found;
}

static bool place_of_insn(const struct stream *s, struct place *place)
{
	const struct rela *rela = own_rela(s, 0);
	int64_t bias;

	if (rela) {
		*place = place_of_rela(s, rela, &bias);
		return rela->type;
	}
	if (s->code->sec->elf->eh.e_type != ET_REL)
		return linked_place(s, place);
	if (!is_jump(s->insn))
		return false;
	*place = (struct place){
		.sec = s->code->sec,
		.offset = s->code->start + (uint64_t)s->insn->detail->x86.operands[0].imm,
	};
	return true;
}

static void text_of(const struct stream *s, char *text, size_t size)
{
	char where[128] = "";
	struct place place;

	if (place_of_insn(s, &place))
		place_text(s->code->sec->elf, &place, where, sizeof(where));
	/* of a jump the number says nothing, but inside the function */
	if (*where && is_jump(s->insn))
		snprintf(text, size, "%.31s %s", s->insn->mnemonic, where);
	else
		snprintf(text, size, "%.31s%s%.80s%s%s%s", s->insn->mnemonic, *s->insn->op_str ? " " : "",
			 s->insn->op_str, *where ? " (" : "", where, *where ? ")" : "");
}

/* The bytes before the displacement or the immediate, if there is one. */
static size_t opcode_size(const cs_insn *insn)
{
	const cs_x86_encoding *enc = &insn->detail->x86.encoding;

	if (enc->disp_offset)
		return enc->disp_offset;
	return enc->imm_offset ? enc->imm_offset : insn->size;
}

static bool differs(struct stream *a, struct stream *b, struct difference *diff)
{
	text_of(a, diff->orig, sizeof(diff->orig));
	text_of(b, diff->shipped, sizeof(diff->shipped));
	diff->offset = a->insn->address;
	diff->constant = a->insn->id == b->insn->id && a->insn->size == b->insn->size &&
			 !memcmp(a->insn->bytes, b->insn->bytes, opcode_size(a->insn));
	return false;
}

static bool differs_in_symbol(struct stream *a, struct stream *b, struct difference *diff)
{
	differs(a, b, diff);
	diff->symbol = true;
	return false;
}

/* Pairs of places inside the function that must correspond. */
struct jumps {
	struct pair *pairs;
	size_t n;
};

static void must_correspond(struct jumps *jumps, uint64_t orig, uint64_t shipped)
{
	jumps->pairs[jumps->n++] = (struct pair){ .orig = orig, .shipped = shipped };
}

/* Two jumps, each 2 or 5 bytes long, each with a relocation or without. */
static bool same_jump(const struct match *match, struct stream *a, struct stream *b, struct jumps *jumps,
		      struct difference *diff)
{
	const struct rela *rela = own_rela(a, 0), *other = own_rela(b, 0);
	uint64_t there = (uint64_t)b->insn->detail->x86.operands[0].imm;
	struct place want;
	int64_t bias;

	if (!rela) {
		if (other)
			return differs_in_symbol(a, b, diff);
		must_correspond(jumps, (uint64_t)a->insn->detail->x86.operands[0].imm, there);
		return true;
	}
	want = place_of_rela(a, rela, &bias);
	if (other ? means_same(match, b->code, other->offset, rela, &want, bias) :
	    jumps_to(match, b->code, b->code->start + there, &want))
		return true;
	return differs_in_symbol(a, b, diff);
}

/* The reference of a field at @at from the start of both instructions. */
static bool same_reference(const struct match *match, struct stream *a, struct stream *b,
			   const struct rela *rela, uint64_t at)
{
	int64_t bias;
	struct place want = place_of_rela(a, rela, &bias);

	return means_same(match, b->code, b->code->start + b->insn->address + at, rela, &want, bias);
}

/* Two instructions; @jumps gets the targets of a jump that stays inside. */
static bool same_insn(const struct match *match, struct stream *a, struct stream *b,
		      struct jumps *jumps, struct difference *diff)
{
	const struct rela *rela = own_rela(a, 0), *other = own_rela(b, 0);
	const struct arch *arch = a->code->sec->elf->arch;
	uint8_t mask[16] = { 0 };

	if (a->insn->id != b->insn->id)
		return differs(a, b, diff);
	if (is_jump(a->insn) && is_jump(b->insn))
		return same_jump(match, a, b, jumps, diff);
	if (a->insn->size != b->insn->size)
		return differs(a, b, diff);
	if (other && !rela)
		return differs_in_symbol(a, b, diff);
	for (; rela; rela = own_rela(a, rela->offset + 1 - a->code->start - a->insn->address)) {
		uint64_t at = rela->offset - a->code->start - a->insn->address;
		unsigned int size = arch->rela_size(rela->type);

		for (unsigned int i = 0; i < size && at + i < sizeof(mask); i++)
			mask[at + i] = 1;
		if (size && !same_reference(match, a, b, rela, at))
			return differs_in_symbol(a, b, diff);
	}
	for (unsigned int i = 0; i < a->insn->size; i++)
		if (!mask[i] && a->insn->bytes[i] != b->insn->bytes[i])
			return differs(a, b, diff);
	return true;
}

/* How many of @n places come before @offset of the original, or of the shipped code. */
static size_t places_before(const struct pair *places, size_t n, uint64_t offset, bool shipped)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if ((shipped ? places[mid].shipped : places[mid].orig) < offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/*
 * A jump to padding is one to the place after it.  Jumps out of the function
 * without a relocation stay within its section, which is linked as a whole.
 */
static bool jumps_agree(const struct jumps *jumps, const struct pair *places, size_t nplaces,
			const struct code *orig, struct difference *diff)
{
	for (size_t i = 0; i < jumps->n; i++) {
		const struct pair *jump = &jumps->pairs[i];

		if (jump->orig >= orig->size ||
		    places_before(places, nplaces, jump->orig, false) ==
		    places_before(places, nplaces, jump->shipped, true))
			continue;
		snprintf(diff->orig, sizeof(diff->orig), "a jump to +0x%" PRIx64, jump->orig);
		snprintf(diff->shipped, sizeof(diff->shipped), "a jump to +0x%" PRIx64, jump->shipped);
		diff->offset = jump->orig;
		return false;
	}
	return true;
}

enum verdict match_instructions(const struct match *match, const struct code *orig,
				const struct code *shipped, struct difference *diff)
{
	struct kelf *elf = orig->sec->elf;
	enum verdict verdict = DIFFERS;
	struct stream a, b;
	struct pair *places;
	struct jumps jumps = { 0 };
	size_t n = 0;

	if (!open_decoder(elf->eh.e_machine)) {
		describe(match->parent, orig, shipped, 0, diff);
		return UNDECIDED;
	}
	start_stream(&a, orig);
	start_stream(&b, shipped);
	/* an instruction has a byte at least */
	places = kelf_alloc(elf, orig->size * sizeof(*places));
	jumps.pairs = kelf_alloc(elf, orig->size * sizeof(*jumps.pairs));
	for (;;) {
		bool more_a = next_insn(&a), more_b = next_insn(&b);

		if (!more_a && !more_b) {
			/* what cannot be decoded ends a stream early */
			if (a.left || b.left)
				verdict = UNDECIDED;
			else if (jumps_agree(&jumps, places, n, orig, diff))
				verdict = MATCHES;
			break;
		}
		if (more_a != more_b) {
			verdict = (more_a ? b.left : a.left) ? UNDECIDED : DIFFERS;
			if (more_a)
				text_of(&a, diff->orig, sizeof(diff->orig));
			if (more_b)
				text_of(&b, diff->shipped, sizeof(diff->shipped));
			diff->offset = more_a ? a.insn->address : orig->size;
			break;
		}
		places[n++] = (struct pair){ .orig = a.insn->address, .shipped = b.insn->address };
		if (!same_insn(match, &a, &b, &jumps, diff))
			break;
	}
	cs_free(a.insn, 1);
	cs_free(b.insn, 1);
	return verdict;
}

/* Where no decoder is at hand. */
static void bytes_of(const struct code *code, uint64_t offset, char *text, size_t size)
{
	int used = snprintf(text, size, "bytes");

	for (uint64_t i = offset; i < code->size && i < offset + 8; i++)
		used += snprintf(text + used, size - (size_t)used, " %02x",
				 code->sec->data[code->start + i]);
}

void describe(const struct parent *parent, const struct code *orig, const struct code *shipped,
	      uint64_t offset, struct difference *diff)
{
	struct stream a, b;

	diff->offset = offset;
	if (!open_decoder(parent->elf->eh.e_machine)) {
		bytes_of(orig, offset, diff->orig, sizeof(diff->orig));
		bytes_of(shipped, offset, diff->shipped, sizeof(diff->shipped));
		return;
	}
	start_stream(&a, orig);
	start_stream(&b, shipped);
	while (next_insn(&a) && a.at <= offset)
		;
	while (next_insn(&b) && b.at <= offset)
		;
	differs(&a, &b, diff);
	cs_free(a.insn, 1);
	cs_free(b.insn, 1);
}
