// SPDX-License-Identifier: GPL-2.0-only
/*
 * match.c: is one function of the object the shipped one, byte for byte, but
 * for what the linker filled in?
 *
 * The file on disk is compared, in which nothing has been patched at boot.  A
 * function alone in its section differs from the one in a linked section in
 * the size of tail jumps only, and what follows from it; insn.c sees to those.
 */
#include "match.h"

#include <string.h>

/* In a relocatable file st_value is an offset, in a linked one an address. */
static struct code code_of(const struct symbol *sym)
{
	bool linked = sym->sec->elf->eh.e_type != ET_REL;

	return (struct code){
		.sec = sym->sec,
		.start = sym->sym.st_value - (linked ? sym->sec->sh.sh_addr : 0),
		.size = sym->sym.st_size,
		.addr = sym->sym.st_value,
	};
}

static bool is_readable(const struct code *code)
{
	return code->sec->data && code->start <= code->sec->size &&
	       code->size <= code->sec->size - code->start;
}

/* A reference of the shipped code where the original holds a plain number. */
static bool refers_more(const struct code *orig, const struct code *shipped)
{
	const struct section *sec = shipped->sec;

	for (size_t r = kelf_rela_at(sec, shipped->start);
	     r < sec->nrelas && sec->relas[r].offset < shipped->start + shipped->size; r++) {
		uint64_t offset = sec->relas[r].offset - shipped->start + orig->start;
		size_t own = kelf_rela_at(orig->sec, offset);

		if (sec->relas[r].type &&
		    (own == orig->sec->nrelas || orig->sec->relas[own].offset != offset))
			return true;
	}
	return false;
}

/* The shipped field for @rela of @orig, at the same distance from the start. */
static bool refers_alike(const struct match *match, const struct code *orig, const struct code *shipped,
			 const struct rela *rela)
{
	int64_t bias = orig->sec->elf->arch->rela_bias(orig->sec, rela, orig->start, orig->start + orig->size);
	struct place want = place_of(rela, bias);
	uint64_t addr;

	if (shipped_aim(match, orig, shipped, rela, &want, &addr))
		return is_same_address(match, addr, &want) ||
		       (past_stub(match, &addr) && (!addr || is_same_address(match, addr, &want)));
	return means_same(match, shipped, rela->offset - orig->start + shipped->start, rela, &want, bias);
}

static enum verdict match_code(const struct match *match, const struct code *orig,
			       const struct code *shipped, struct difference *diff)
{
	const struct arch *arch = orig->sec->elf->arch;
	size_t r = kelf_rela_at(orig->sec, orig->start);
	uint64_t i = 0;

	if (orig->size != shipped->size || refers_more(orig, shipped))
		return match_instructions(match, orig, shipped, diff);

	while (i < orig->size) {
		const uint8_t *a = orig->sec->data + orig->start, *b = shipped->sec->data + shipped->start;
		const struct rela *rela;
		uint64_t next;

		while (arch->rela_marks && r < orig->sec->nrelas && arch->rela_marks(orig->sec->relas[r].type))
			r++;
		rela = r < orig->sec->nrelas ? &orig->sec->relas[r] : NULL;
		next = rela && rela->offset < orig->start + orig->size ? rela->offset - orig->start : orig->size;
		for (; i < next; i++)
			if (a[i] != b[i])
				return match_instructions(match, orig, shipped, diff);
		if (next == orig->size)
			break;
		if (!arch->rela_size(rela->type) && rela->type)
			return UNDECIDED;
		if (rela->type && !same_but_field(orig, shipped, rela, next))
			return match_instructions(match, orig, shipped, diff);
		if (rela->type && !refers_alike(match, orig, shipped, rela)) {
			describe(match->parent, orig, shipped, next, diff);
			describe_aims(match, orig, shipped, rela, diff);
			diff->symbol = true;
			return DIFFERS;
		}
		i = next + (linker_rewrote(orig, shipped, rela, next) ? 4 : arch->rela_size(rela->type));
		r++;
	}
	return MATCHES;
}

enum verdict match_function(const struct match *match, const struct symbol *func,
			    const struct symbol *sym, struct difference *diff)
{
	struct code orig = code_of(func), shipped = code_of(sym);
	enum verdict verdict;

	memset(diff, 0, sizeof(*diff));
	if (!is_readable(&orig) || !is_readable(&shipped))
		return UNDECIDED;
	verdict = match_code(match, &orig, &shipped, diff);
	return verdict == MATCHES ? match_sites(match, &orig, &shipped, diff) : verdict;
}
