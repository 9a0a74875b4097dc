// SPDX-License-Identifier: GPL-2.0-only
/*
 * places.c: where in vmlinux is what the patch names?
 *
 * Needs the late symbols and the function table; leaves patch.places.  Positions
 * count by address among all symbols of a name, as create-diff-object counted
 * them.
 */
#include "cpm.h"
#include "diag.h"
#include "../kmod/patch/kpatch-format.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : x->pos < y->pos ? -1 : x->pos > y->pos;
}

static void add(struct patch *patch, const char *object, const char *name, unsigned long pos)
{
	if (!strcmp(object, VMLINUX))
		patch->places[patch->nplaces++] =
			(struct place){ .object = VMLINUX, .name = name, .pos = pos };
}

/* All that the patch names in vmlinux, once each, sorted. */
static void gather(struct patch *patch)
{
	size_t max = patch->nsymbols + patch->nfunctions, kept = 0;

	patch->places = kelf_alloc(patch->elf, (max + 1) * sizeof(*patch->places));
	for (size_t i = 0; i < patch->nsymbols; i++)
		add(patch, patch->symbols[i].object, patch->symbols[i].name, patch->symbols[i].pos);
	for (size_t i = 0; i < patch->nfunctions; i++)
		add(patch, patch->functions[i].object, patch->functions[i].name,
		    patch->functions[i].pos);
	qsort(patch->places, patch->nplaces, sizeof(*patch->places), by_name);
	for (size_t i = 0; i < patch->nplaces; i++) {
		if (!kept || by_name(&patch->places[kept - 1], &patch->places[i]) != 0)
			patch->places[kept++] = patch->places[i];
	}
	patch->nplaces = kept;
}

/* A symbol of vmlinux whose name the patch uses. */
struct candidate {
	const char *name;
	uint64_t value;
	bool absolute;		/* SHN_ABS */
};

static int by_value(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : x->value < y->value ? -1 : x->value > y->value;
}

static int has_name(const void *key, const void *elem)
{
	return strcmp(key, ((const struct place *)elem)->name);
}

static bool may_be_meant(const struct patch *patch, const struct symbol *sym)
{
	return sym->sym.st_shndx != SHN_UNDEF && symbol_type(sym) != STT_FILE &&
	       symbol_type(sym) != STT_SECTION &&
	       bsearch(sym->name, patch->places, patch->nplaces, sizeof(*patch->places), has_name);
}

static size_t find_candidates(const struct patch *patch, struct kelf *vmlinux,
			      struct candidate **candidates)
{
	size_t n = 0;

	*candidates = kelf_alloc(vmlinux, vmlinux->nsyms * sizeof(**candidates));
	for (size_t i = 1; i < vmlinux->nsyms; i++) {
		const struct symbol *sym = vmlinux->syms[i];

		if (may_be_meant(patch, sym))
			(*candidates)[n++] = (struct candidate){ sym->name, sym->sym.st_value,
								 sym->sym.st_shndx == SHN_ABS };
	}
	qsort(*candidates, n, sizeof(**candidates), by_value);
	return n;
}

/* What moves as a whole when the kernel is loaded elsewhere. */
struct image {
	uint64_t anchor, start, end;
};

static int find_image(const struct kelf *vmlinux, struct image *image)
{
	for (size_t i = 1; i < vmlinux->nsyms; i++) {
		const struct symbol *sym = vmlinux->syms[i];

		if (!strcmp(sym->name, "_stext"))
			image->anchor = sym->sym.st_value;
		else if (!strcmp(sym->name, "_text"))
			image->start = sym->sym.st_value;
		else if (!strcmp(sym->name, "_end"))
			image->end = sym->sym.st_value;
	}
	if (image->anchor && image->end > image->anchor) {
		if (!image->start || image->start > image->anchor)
			image->start = image->anchor;
		return 0;
	}
	error("%s: has no symbols _stext and _end, by which a kernel's code and data can be told; take the vmlinux as it was linked",
	      vmlinux->name);
	return -1;
}

static int settle(struct place *place, const struct candidate *candidate, const struct image *image,
		  const struct kelf *vmlinux)
{
	bool inside = candidate->value >= image->start && candidate->value <= image->end;

	place->flags = inside ? 0 : KPATCH_PLACE_ABSOLUTE;
	place->offset = inside ? candidate->value - image->anchor : candidate->value;
	if (!inside || !candidate->absolute)
		return 0;
	error("%s: '%s' is an absolute value among the kernel's addresses; whether it moves with them is not known",
	      vmlinux->name, place->name);
	return -1;
}

static int settle_all(struct patch *patch, struct kelf *vmlinux, const struct image *image)
{
	struct candidate *candidates;
	size_t n = find_candidates(patch, vmlinux, &candidates), first = 0;

	for (size_t i = 0; i < patch->nplaces; i++) {
		struct place *place = &patch->places[i];
		size_t end, at = place->pos ? place->pos - 1 : 0;

		while (first < n && strcmp(candidates[first].name, place->name) < 0)
			first++;
		for (end = first; end < n && !strcmp(candidates[end].name, place->name); end++)
			;
		if (first + at >= end || (!place->pos && end - first != 1))
			return report_no_symbol(vmlinux, place->name, end - first, place->pos);
		if (settle(place, &candidates[first + at], image, vmlinux))
			return -1;
	}
	return 0;
}

int find_places(struct patch *patch)
{
	const char *path = vmlinux_of(patch);
	struct image image = { 0 };
	struct kelf *vmlinux;
	int ret;

	if (!path)
		return 0;
	gather(patch);
	if (kelf_open_symbols(path, &vmlinux))
		return -1;
	ret = find_image(vmlinux, &image);
	ret = ret ? ret : settle_all(patch, vmlinux, &image);
	kelf_close(vmlinux);
	return ret;
}
