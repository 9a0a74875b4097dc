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

const struct rela *rela_of(const struct code *code, uint64_t offset)
{
	size_t r = kelf_rela_at(code->sec, offset);

	if (r == code->sec->nrelas || code->sec->relas[r].offset != offset)
		return NULL;
	return &code->sec->relas[r];
}

/* Absolute and PC-relative alike: the field holds S + A, or S + A - P, shifted. */
static bool is_value_of(const struct code *shipped, uint64_t field, unsigned int size,
			uint64_t value, int shift)
{
	uint64_t held = kelf_get(shipped->sec->elf, shipped->sec->data + field, size);
	uint64_t place = shipped->addr + field - shipped->start;
	uint64_t mask = size >= 8 ? UINT64_MAX : ((uint64_t)1 << (size * 8)) - 1;

	return held == ((value >> shift) & mask) || held == (((value - place) >> shift) & mask);
}

bool means_same(const struct parent *parent, const struct code *shipped, uint64_t field,
		const struct rela *rela)
{
	const struct arch *arch = shipped->sec->elf->arch;
	unsigned int size = arch->rela_size(rela->type);
	int shift;
	size_t count;
	struct symbol **found;

	/* a module's own fields are filled in when it is loaded */
	if (parent->elf->eh.e_type == ET_REL || size < 4)
		return true;
	if (symbol_is_section(rela->sym) || !*rela->sym->name)
		return true;
	shift = arch->rela_shift ? arch->rela_shift(rela->type) : -1;
	if (shift < 0)
		return true;
	found = parent_find(parent, rela->sym->name, &count);
	for (size_t i = 0; i < count; i++)
		if (is_value_of(shipped, field, size,
				found[i]->sym.st_value + (uint64_t)rela->addend, shift))
			return true;
	/* labels, and what the linker made */
	return !count;
}

enum verdict match_function(const struct parent *parent, const struct symbol *func,
			    const struct symbol *sym, struct difference *diff)
{
	struct code orig = code_of(func), shipped = code_of(sym);
	const struct arch *arch = parent->elf->arch;
	size_t r = kelf_rela_at(orig.sec, orig.start);
	uint64_t i = 0;

	memset(diff, 0, sizeof(*diff));
	if (!is_readable(&orig) || !is_readable(&shipped))
		return UNDECIDED;
	if (orig.size != shipped.size)
		return match_instructions(parent, &orig, &shipped, diff);

	while (i < orig.size) {
		const struct rela *rela = r < orig.sec->nrelas ? &orig.sec->relas[r] : NULL;
		uint64_t next = rela && rela->offset < orig.start + orig.size ?
				rela->offset - orig.start : orig.size;
		const uint8_t *a = orig.sec->data + orig.start, *b = shipped.sec->data + shipped.start;

		for (; i < next; i++)
			if (a[i] != b[i])
				return match_instructions(parent, &orig, &shipped, diff);
		if (next == orig.size)
			break;
		if (!arch->rela_size(rela->type) && rela->type)
			return UNDECIDED;
		if (rela->type && !means_same(parent, &shipped, shipped.start + next, rela)) {
			describe(parent, &orig, &shipped, next, diff);
			diff->symbol = true;
			return DIFFERS;
		}
		i = next + arch->rela_size(rela->type);
		r++;
	}
	return MATCHES;
}
