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

static void text_of(const struct stream *s, char *text, size_t size)
{
	const struct rela *rela = own_rela(s, 0);

	if (rela && *rela->sym->name)
		snprintf(text, size, "%.31s %.63s (%.100s)", s->insn->mnemonic, s->insn->op_str,
			 rela->sym->name);
	else
		snprintf(text, size, "%.31s%s%.100s", s->insn->mnemonic, *s->insn->op_str ? " " : "",
			 s->insn->op_str);
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

/* The shipped target of a jump that the original leaves to the linker. */
static bool jump_means_same(const struct parent *parent, const struct rela *rela,
			    const struct stream *b)
{
	uint64_t target = b->code->addr + (uint64_t)b->insn->detail->x86.operands[0].imm;
	size_t count;
	struct symbol **found;

	if (parent->elf->eh.e_type == ET_REL || symbol_is_section(rela->sym))
		return true;
	found = parent_find(parent, rela->sym->name, &count);
	for (size_t i = 0; i < count; i++)
		if (found[i]->sym.st_value + (uint64_t)(rela->addend + 4) == target)
			return true;
	return !count;
}

/* Two instructions; @jumps gets the targets of a jump that stays inside. */
static bool same_insn(const struct parent *parent, struct stream *a, struct stream *b,
		      struct pair *jumps, size_t *njumps, struct difference *diff)
{
	const struct rela *rela = own_rela(a, 0);
	uint8_t mask[16] = { 0 };

	if (a->insn->id != b->insn->id)
		return differs(a, b, diff);
	if (is_jump(a->insn) && is_jump(b->insn)) {
		if (!rela) {
			jumps[(*njumps)++] = (struct pair){
				.orig = (uint64_t)a->insn->detail->x86.operands[0].imm,
				.shipped = (uint64_t)b->insn->detail->x86.operands[0].imm,
			};
			return true;
		}
		if (jump_means_same(parent, rela, b))
			return true;
		differs(a, b, diff);
		diff->symbol = true;
		return false;
	}
	if (a->insn->size != b->insn->size)
		return differs(a, b, diff);
	for (; rela; rela = own_rela(a, rela->offset + 1 - a->code->start - a->insn->address)) {
		uint64_t at = rela->offset - a->code->start - a->insn->address;
		unsigned int size = parent->elf->arch->rela_size(rela->type);

		for (unsigned int i = 0; i < size && at + i < sizeof(mask); i++)
			mask[at + i] = 1;
		if (size && !means_same(parent, b->code, b->code->start + b->insn->address + at, rela)) {
			differs(a, b, diff);
			diff->symbol = true;
			return false;
		}
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
static bool jumps_agree(const struct pair *jumps, size_t njumps, const struct pair *places,
			size_t nplaces, const struct code *orig, struct difference *diff)
{
	for (size_t i = 0; i < njumps; i++) {
		const struct pair *jump = &jumps[i];

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

enum verdict match_instructions(const struct parent *parent, const struct code *orig,
				const struct code *shipped, struct difference *diff)
{
	enum verdict verdict = DIFFERS;
	struct stream a, b;
	struct pair *places, *jumps;
	size_t n = 0, njumps = 0;

	if (!open_decoder(parent->elf->eh.e_machine)) {
		describe(parent, orig, shipped, 0, diff);
		return UNDECIDED;
	}
	start_stream(&a, orig);
	start_stream(&b, shipped);
	/* an instruction has a byte at least */
	places = kelf_alloc(parent->elf, orig->size * sizeof(*places));
	jumps = kelf_alloc(parent->elf, orig->size * sizeof(*jumps));
	for (;;) {
		bool more_a = next_insn(&a), more_b = next_insn(&b);

		if (!more_a && !more_b) {
			/* what cannot be decoded ends a stream early */
			if (a.left || b.left)
				verdict = UNDECIDED;
			else if (jumps_agree(jumps, njumps, places, n, orig, diff))
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
		if (!same_insn(parent, &a, &b, jumps, &njumps, diff))
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
