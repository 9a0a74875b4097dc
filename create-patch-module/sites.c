// SPDX-License-Identifier: GPL-2.0-only
/*
 * sites.c: would the kernel's own livepatch attach to the functions that are meant?
 *
 * It asks ftrace for the entry call of the function at an address.  Behind a landing pad
 * (endbr64, bti) the entry call is not at that address, and ftrace then answers with any
 * one that lies before the next symbol.  A weak function that another one overrides keeps
 * its code and its entry call, but loses its symbol: the function before it seems to have
 * two.  If ftrace names the wrong one, the patch is loaded and does nothing.  Kernels
 * from 6.15 on are built without such entries; the core asks for the entry's own.
 */
#include "cpm.h"
#include "diag.h"

#include <stdlib.h>
#include <string.h>

/* What is asked of vmlinux, each sorted by address. */
struct kernel {
	struct kelf *elf;
	struct symbol **syms;
	size_t nsyms;
	uint64_t *sites;
	size_t nsites;
};

static int by_address(const void *a, const void *b)
{
	const struct symbol *x = *(struct symbol *const *)a, *y = *(struct symbol *const *)b;

	return (x->sym.st_value > y->sym.st_value) - (x->sym.st_value < y->sym.st_value);
}

static int by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void sort_symbols(struct kernel *kernel)
{
	kernel->syms = kelf_alloc(kernel->elf, kernel->elf->nsyms * sizeof(*kernel->syms));
	for (size_t i = 1; i < kernel->elf->nsyms; i++) {
		struct symbol *sym = kernel->elf->syms[i];

		if (sym->sym.st_shndx != SHN_UNDEF && symbol_type(sym) != STT_FILE &&
		    symbol_type(sym) != STT_SECTION)
			kernel->syms[kernel->nsyms++] = sym;
	}
	qsort(kernel->syms, kernel->nsyms, sizeof(*kernel->syms), by_address);
}

static uint64_t value_of(const struct kernel *kernel, const char *name)
{
	for (size_t i = 0; i < kernel->nsyms; i++) {
		if (!strcmp(kernel->syms[i]->name, name))
			return kernel->syms[i]->sym.st_value;
	}
	return 0;
}

/* The table of entry calls, which the kernel frees once it has read it. */
static void read_sites(struct kernel *kernel)
{
	uint64_t start = value_of(kernel, "__start_mcount_loc");
	uint64_t stop = value_of(kernel, "__stop_mcount_loc");

	for (size_t i = 1; i < kernel->elf->nsecs && start < stop; i++) {
		const struct section *sec = kernel->elf->secs[i];

		if (!sec->data || start < sec->sh.sh_addr || stop - sec->sh.sh_addr > sec->size)
			continue;
		kernel->sites = kelf_alloc(kernel->elf, stop - start);
		for (; start + 8 <= stop; start += 8)
			kernel->sites[kernel->nsites++] =
				kelf_get(kernel->elf, sec->data + (start - sec->sh.sh_addr), 8);
	}
	qsort(kernel->sites, kernel->nsites, sizeof(*kernel->sites), by_value);
}

/* The @pos-th symbol of that name by address; 0 means the only one.  NULL: there is none. */
static struct symbol **find_function(const struct kernel *kernel, const struct function *func)
{
	unsigned long left = func->pos ? func->pos : 1;

	for (size_t i = 0; i < kernel->nsyms; i++) {
		if (!strcmp(kernel->syms[i]->name, func->name) && !--left)
			return &kernel->syms[i];
	}
	return NULL;
}

/* Where the next function begins that has a symbol. */
static uint64_t end_of(const struct kernel *kernel, struct symbol *const *sym)
{
	uint64_t start = (*sym)->sym.st_value;

	for (; sym < kernel->syms + kernel->nsyms; sym++) {
		if ((*sym)->sym.st_value > start && symbol_type(*sym) == STT_FUNC)
			return (*sym)->sym.st_value;
	}
	return UINT64_MAX;
}

/* Would ftrace have a choice? */
static bool is_ambiguous(const struct kernel *kernel, uint64_t start, uint64_t end)
{
	size_t n = 0;

	for (size_t i = 0; i < kernel->nsites && kernel->sites[i] < end; i++) {
		if (kernel->sites[i] == start)
			return false;
		n += kernel->sites[i] > start;
	}
	return n > 1;
}

static int check(const struct patch *patch, const struct kernel *kernel)
{
	int ret = 0;

	for (size_t i = 0; i < patch->nfunctions; i++) {
		const struct function *func = &patch->functions[i];
		struct symbol **sym = NULL;

		if (!strcmp(func->object, VMLINUX))
			sym = find_function(kernel, func);
		if (!sym || !is_ambiguous(kernel, (*sym)->sym.st_value, end_of(kernel, sym)))
			continue;
		error("%s: behind %s lies a function without a symbol, a weak one that another overrides: the kernel's own livepatch may attach to that, and the patch would do nothing; make it for the core (--backend core)",
		      kernel->elf->name, func->name);
		ret = -1;
	}
	return ret;
}

int check_sites(struct patch *patch)
{
	const char *path = vmlinux_of(patch);
	struct kernel kernel = { 0 };
	int ret;

	if (!path)
		return 0;
	if (kelf_open_symbols(path, &kernel.elf))
		return -1;
	sort_symbols(&kernel);
	read_sites(&kernel);
	ret = check(patch, &kernel);
	kelf_close(kernel.elf);
	return ret;
}
