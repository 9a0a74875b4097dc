// SPDX-License-Identifier: GPL-2.0-only
/* parent.c: which symbols of the shipped kernel have this name? */
#include "match.h"

#include "diag.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
	const struct symbol *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

int parent_open(struct parent *parent, const char *name, const char *path)
{
	struct symbol **toc;
	size_t count;

	parent->name = name;
	if (kelf_open_symbols(path, &parent->elf))
		return -1;
	/* a module's own references are still relocations */
	if (parent->elf->eh.e_type == ET_REL) {
		kelf_close(parent->elf);
		parent->elf = NULL;
		if (kelf_open(path, &parent->elf))
			return -1;
	}
	parent->by_name = kelf_alloc(parent->elf, parent->elf->nsyms * sizeof(struct symbol *));
	for (size_t i = 1; i < parent->elf->nsyms; i++) {
		struct symbol *sym = parent->elf->syms[i];

		if (symbol_type(sym) != STT_FILE && !symbol_is_section(sym) &&
		    sym->sym.st_shndx != SHN_UNDEF)
			parent->by_name[parent->n++] = sym;
	}
	if (!parent->n) {
		error("%s: has no symbols; the kernel with its symbol table is wanted", path);
		return -1;
	}
	qsort(parent->by_name, parent->n, sizeof(*parent->by_name), by_name);
	toc = parent_find(parent, ".TOC.", &count);
	if (toc)
		parent->toc = toc[0]->sym.st_value;
	return 0;
}

struct symbol **parent_find(const struct parent *parent, const char *name, size_t *count)
{
	size_t low = 0, high = parent->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(parent->by_name[mid]->name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	*count = 0;
	while (low + *count < parent->n && !strcmp(parent->by_name[low + *count]->name, name))
		(*count)++;
	return *count ? parent->by_name + low : NULL;
}
