// SPDX-License-Identifier: GPL-2.0-only
/*
 * landing.c: may what a pointer of the patch leads to be called through it?
 *
 * Where the CPU tracks indirect branches (CONFIG_X86_KERNEL_IBT) they must land
 * on an ENDBR, or the kernel stops.  The compiler gives none to a static
 * function that is only called directly, and the kernel takes it away at boot
 * from the others to which objtool found no pointer: .ibt_endbr_seal lists
 * them.  A pointer in the patch may be the first.
 */
#include "cdo.h"
#include "diag.h"
#include "parent-symbols.h"
#include "symvers.h"

#include <stdlib.h>
#include <string.h>

/* The place of a symbol: its address, in a module its section and the offset there. */
static uint64_t place_of(const struct symbol *sym)
{
	const struct section *sec = sym->sec;
	bool linked = !sec || sec->elf->eh.e_type != ET_REL;

	return linked ? sym->sym.st_value : ((uint64_t)sec->index << 32) + sym->sym.st_value;
}

static int compare_places(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Each entry is the distance from itself, in a module by relocation. */
struct sealed read_sealed(struct kelf *elf)
{
	const struct section *sec = kelf_find_section(elf, ".ibt_endbr_seal");
	struct sealed sealed = { 0 };

	if (!sec || !sec->data)
		return sealed;
	sealed.places = kelf_alloc(elf, (sec->size / 4 + sec->nrelas + 1) * sizeof(*sealed.places));
	for (uint64_t at = 0; elf->eh.e_type != ET_REL && at + 4 <= sec->size; at += 4) {
		int32_t distance = (int32_t)kelf_get(elf, sec->data + at, 4);

		sealed.places[sealed.n++] = sec->sh.sh_addr + at + (uint64_t)(int64_t)distance;
	}
	for (size_t r = 0; r < sec->nrelas; r++) {
		const struct rela *rela = &sec->relas[r];

		sealed.places[sealed.n++] = place_of(rela->sym) + (uint64_t)rela->addend;
	}
	qsort(sealed.places, sealed.n, sizeof(*sealed.places), compare_places);
	return sealed;
}

bool is_sealed(const struct sealed *sealed, const struct symbol *sym)
{
	uint64_t at = place_of(sym);

	return sealed->n && bsearch(&at, sealed->places, sealed->n, sizeof(at), compare_places);
}

/* A pointer to the first byte of something, as far as the patch's own object tells. */
static bool is_pointer(const struct piece *from, const struct rela *rela, const struct piece *to)
{
	const struct target *target = target_of(from->sec, (size_t)(rela - from->sec->relas));
	const struct arch *arch = from->sec->elf->arch;

	/* R_*_NONE, 0 on every CPU, is what objtool leaves of a call that it made a nop of. */
	if (from->kind == KIND_ENTRY || is_author_section(from->sec) ||
	    arch->rela_is_branch(from->sec, rela) || !rela->type)
		return false;
	return !to || (is_func(to) && target->off == (int64_t)(to->sym->sym.st_value - to->start));
}

static bool has_mark(const struct piece *piece)
{
	const struct section *sec = piece->sec;
	uint64_t at = piece->sym->sym.st_value;

	return sec->data && sec->elf->arch->is_landing(sec->data + at, sec->size - at);
}

/* Does the parent keep the mark?  NULL, or why not. */
static const char *lost_mark(const struct diff *diff, const struct symbol *sym)
{
	struct parent_symbol found;

	if (parent_find(diff->parent, sym, &found) != FOUND || !found.function)
		return NULL;
	if (found.sealed)
		return "the kernel takes its ENDBR away";
	/* A static one has it because of a pointer; so have those that are exported. */
	if (!parent_knows_sealed(diff->parent) && !symbol_is_local(sym) &&
	    !symvers_owner(diff->symvers, sym->name))
		return "the text of readelf does not say if the kernel takes its ENDBR away (give the ELF file itself)";
	return NULL;
}

int check_landing(const struct diff *diff, const struct piece *from, const struct rela *rela,
		  const struct piece *to)
{
	const struct symbol *sym = to ? to->twin->sym : rela->sym;
	const char *why;

	if (!diff->tracks_branches || !is_pointer(from, rela, to))
		return 0;
	why = to && !has_mark(to->twin) ? "it begins without an ENDBR" : lost_mark(diff, sym);
	if (!why)
		return 0;
	error("%s: points to '%s', but %s; a call through that would stop a kernel that tracks indirect branches (CONFIG_X86_KERNEL_IBT): point to a new function that calls it",
	      place(from, rela->offset - from->start), sym->name, why);
	return -1;
}
