// SPDX-License-Identifier: GPL-2.0-only
/*
 * aim.c: where do instructions of a linked file lead, in which the address is no plain number?
 *
 * CPUs with instructions of one size spread it: over the bits of one, or over two, of which
 * each is nothing by itself.
 */
#include "match.h"

#include <stdio.h>
#include <string.h>

static uint32_t insn_of(const struct code *code, uint64_t at)
{
	return (uint32_t)kelf_get(code->sec->elf, code->sec->data + code->start + at, 4);
}

/* The relocation of the first instruction for the address of @rela: the last before it, or NULL. */
static const struct rela *first_part(const struct code *orig, const struct rela *rela, uint32_t type)
{
	const struct rela *first = NULL;

	for (size_t r = kelf_rela_at(orig->sec, orig->start); r < orig->sec->nrelas; r++) {
		const struct rela *other = &orig->sec->relas[r];

		if (other->offset >= orig->start + orig->size || (first && other->offset > rela->offset))
			break;
		if (other->type == type && other->sym == rela->sym && other->addend == rela->addend)
			first = other;
	}
	return first;
}

static bool aim_of_insns(const struct match *match, const struct code *orig,
			 const struct code *shipped, const struct rela *rela, uint64_t *addr)
{
	const struct arch *arch = orig->sec->elf->arch;
	uint64_t at = rela->offset - orig->start;
	struct aim aim = { .toc = match->parent->toc, .addr = shipped->addr + at };
	uint32_t first_type = arch->first_of_pair ? arch->first_of_pair(rela->type) : 0;

	aim.insn = insn_of(shipped, at);
	if (first_type) {
		const struct rela *first = first_part(orig, rela, first_type);

		if (!first || first->offset - orig->start + 4 > orig->size)
			return false;
		aim.first = insn_of(shipped, first->offset - orig->start);
		aim.first_addr = shipped->addr + (first->offset - orig->start);
	}
	return arch->aim_of(rela->type, &aim, addr);
}

/* The address that a linked file holds at @addr; 0: none, or it is filled in later. */
static uint64_t held_at(const struct kelf *elf, uint64_t addr)
{
	struct place place;

	if (!place_at_address(elf, addr, &place) || !place.sec->data || place.sec->size - place.offset < 8)
		return 0;
	return kelf_get(elf, place.sec->data + place.offset, 8);
}

bool shipped_aim(const struct match *match, const struct code *orig, const struct code *shipped,
		 const struct rela *rela, struct place *want, uint64_t *addr)
{
	const struct arch *arch = orig->sec->elf->arch;
	uint64_t at = rela->offset - orig->start;
	bool pool, loads;

	if (!arch->aim_of || match->parent->elf->eh.e_type == ET_REL || at + 4 > orig->size ||
	    !aim_of_insns(match, orig, shipped, rela, addr))
		return false;
	/* the linker makes a load of an address an addition where it can */
	pool = want->sec && arch->pool_entry && arch->pool_entry(want->sec);
	loads = pool ? (insn_of(orig, at) ^ insn_of(shipped, at)) >> 26 == 0 :
		       arch->rela_is_entry && arch->rela_is_entry(rela->type);
	if (pool)
		*want = past_entry(want);
	if (loads)
		*addr = held_at(match->parent->elf, *addr);
	return *addr != 0;
}

bool linker_rewrote(const struct code *orig, const struct code *shipped, const struct rela *rela,
		    uint64_t at)
{
	const struct arch *arch = orig->sec->elf->arch;

	return arch->linker_rewrites && at + 4 <= orig->size &&
	       arch->linker_rewrites(rela->type, insn_of(orig, at), insn_of(shipped, at));
}

bool same_but_field(const struct code *orig, const struct code *shipped, const struct rela *rela,
		    uint64_t at)
{
	const struct arch *arch = orig->sec->elf->arch;

	if (!arch->rela_mask || arch->rela_size(rela->type) != 4 || at + 4 > orig->size)
		return true;
	return linker_rewrote(orig, shipped, rela, at) ||
	       !((insn_of(orig, at) ^ insn_of(shipped, at)) & ~arch->rela_mask(rela->type));
}

/* The linker's stub at @addr, by one of its names. */
static enum stub stub_at(const struct kelf *elf, uint64_t toc, uint64_t addr, uint64_t *aim)
{
	struct place place;
	struct aim insns = { .first_addr = addr, .addr = addr + 4, .toc = toc };

	if (!elf->arch->stub_aim || !place_at_address(elf, addr, &place) || !place.sec->data ||
	    place.sec->size - place.offset < 8)
		return NO_STUB;
	insns.first = (uint32_t)kelf_get(elf, place.sec->data + place.offset, 4);
	insns.insn = (uint32_t)kelf_get(elf, place.sec->data + place.offset + 4, 4);
	for (size_t i = 1; i < elf->nsyms; i++) {
		const struct symbol *sym = elf->syms[i];
		enum stub stub;

		if (sym->sec != place.sec || sym->sym.st_value != addr)
			continue;
		stub = elf->arch->stub_aim(sym->name, &insns, aim);
		if (stub != NO_STUB)
			return stub;
	}
	return NO_STUB;
}

bool past_stub(const struct match *match, uint64_t *addr)
{
	const struct kelf *elf = match->parent->elf;
	enum stub stub = stub_at(elf, match->parent->toc, *addr, addr);

	if (stub == STUB_LOADS)
		*addr = held_at(elf, *addr);
	return stub != NO_STUB;
}

static void append_place(char *text, size_t size, const struct kelf *elf, const struct place *place)
{
	char where[128] = "";
	size_t used = strlen(text);

	place_text(elf, place, where, sizeof(where));
	if (*where)
		snprintf(text + used, size - used, " (%s)", where);
}

void describe_aims(const struct match *match, const struct code *orig, const struct code *shipped,
		   const struct rela *rela, struct difference *diff)
{
	const struct kelf *elf = match->parent->elf;
	struct place there, want = place_of(rela, orig->sec->elf->arch->rela_bias(orig->sec, rela, 0, 0));
	uint64_t addr;

	if (!shipped_aim(match, orig, shipped, rela, &want, &addr))
		return;
	append_place(diff->orig, sizeof(diff->orig), orig->sec->elf, &want);
	if (place_at_address(elf, addr, &there))
		append_place(diff->shipped, sizeof(diff->shipped), elf, &there);
}
