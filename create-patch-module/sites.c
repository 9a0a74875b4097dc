// SPDX-License-Identifier: GPL-2.0-only
/*
 * sites.c: would the kernel's own livepatch attach to the functions that are meant?
 *
 * It asks ftrace for the entry call of the function at an address.  Behind a landing pad
 * (endbr64, bti) the entry call is not at that address, and ftrace then answers with any
 * one that lies before the next symbol.  A weak function that another one overrides keeps
 * its code and its entry call, but loses its symbol: the function before it seems to have
 * two.  If ftrace names the wrong one, the patch is loaded and does nothing.  The core
 * asks for the entry's own.
 */
#include "cpm.h"
#include "diag.h"

#include <stdlib.h>
#include <string.h>

/* A symbol and where it lies; in a module, the section's number counts most. */
struct named {
	const struct symbol *sym;
	uint64_t addr;
};

/* What is asked of vmlinux or a module, each sorted by address. */
struct target {
	struct kelf *elf;
	struct named *syms;
	size_t nsyms;
	uint64_t *sites;
	size_t nsites;
};

static bool is_module(const struct kelf *elf)
{
	return elf->eh.e_type == ET_REL;
}

static uint64_t address_in(const struct section *sec, uint64_t offset)
{
	return ((uint64_t)sec->shndx << 32) + offset;
}

static int by_address(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	return (x->addr > y->addr) - (x->addr < y->addr);
}

static int by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void sort_symbols(struct target *target)
{
	struct kelf *elf = target->elf;

	target->syms = kelf_alloc(elf, elf->nsyms * sizeof(*target->syms));
	for (size_t i = 1; i < elf->nsyms; i++) {
		const struct symbol *sym = elf->syms[i];
		uint64_t addr = sym->sym.st_value;

		if (sym->sym.st_shndx == SHN_UNDEF || symbol_type(sym) == STT_FILE ||
		    symbol_type(sym) == STT_SECTION)
			continue;
		if (is_module(elf) && sym->sec)
			addr = address_in(sym->sec, addr);
		target->syms[target->nsyms++] = (struct named){ sym, addr };
	}
	qsort(target->syms, target->nsyms, sizeof(*target->syms), by_address);
}

static uint64_t value_of(const struct target *target, const char *name)
{
	for (size_t i = 0; i < target->nsyms; i++) {
		if (!strcmp(target->syms[i].sym->name, name))
			return target->syms[i].addr;
	}
	return 0;
}

/* The table of entry calls lies between two symbols, in what the kernel frees once it runs. */
static int read_sites_of_vmlinux(struct target *target)
{
	uint64_t start = value_of(target, "__start_mcount_loc");
	uint64_t stop = value_of(target, "__stop_mcount_loc");

	if (start >= stop)
		return 0;
	for (size_t i = 1; i < target->elf->nsecs; i++) {
		const struct section *sec = target->elf->secs[i];

		if (!sec->data || start < sec->sh.sh_addr || start - sec->sh.sh_addr >= sec->size ||
		    stop - sec->sh.sh_addr > sec->size)
			continue;
		target->sites = kelf_alloc(target->elf, stop - start);
		for (; start + 8 <= stop; start += 8)
			target->sites[target->nsites++] =
				kelf_get(target->elf, sec->data + (start - sec->sh.sh_addr), 8);
		return 0;
	}
	error("%s: its table of entry calls is not in the file; take the vmlinux as it was linked",
	      target->elf->name);
	return -1;
}

static int read_sites_of_module(struct target *target)
{
	const struct section *table = kelf_find_section(target->elf, "__mcount_loc");

	if (!table)
		return 0;
	target->sites = kelf_alloc(target->elf, (table->nrelas + 1) * sizeof(*target->sites));
	for (size_t i = 0; i < table->nrelas; i++) {
		const struct rela *rela = &table->relas[i];

		if (rela->sym->sec)
			target->sites[target->nsites++] =
				address_in(rela->sym->sec, rela->sym->sym.st_value +
							   (uint64_t)rela->addend);
	}
	return 0;
}

static int open_target(struct target *target, const char *path)
{
	int ret;

	if (kelf_open_symbols(path, &target->elf))
		return -1;
	/* a module's table is made of relocations */
	if (is_module(target->elf)) {
		kelf_close(target->elf);
		target->elf = NULL;
		if (kelf_open(path, &target->elf))
			return -1;
	}
	sort_symbols(target);
	ret = is_module(target->elf) ? read_sites_of_module(target) : read_sites_of_vmlinux(target);
	if (target->nsites)
		qsort(target->sites, target->nsites, sizeof(*target->sites), by_value);
	return ret;
}

/* Where the next function begins that has a symbol. */
static uint64_t end_of(const struct target *target, const struct named *function)
{
	for (const struct named *named = function; named < target->syms + target->nsyms; named++) {
		if (named->addr > function->addr && symbol_type(named->sym) == STT_FUNC)
			return named->addr;
	}
	return UINT64_MAX;
}

/* Would ftrace have a choice? */
static bool is_ambiguous(const struct target *target, uint64_t start, uint64_t end)
{
	size_t n = 0;

	for (size_t i = 0; i < target->nsites && target->sites[i] < end; i++) {
		if (target->sites[i] == start)
			return false;
		n += target->sites[i] > start;
	}
	return n > 1;
}

/*
 * Positions count by address in vmlinux, 0 meaning the only one; in a module by the order
 * of its symbol table, so that all of the name are looked at.
 */
static int check(const struct target *target, const struct function *func)
{
	unsigned long n = 0, found = 0;

	for (size_t i = 0; i < target->nsyms; i++) {
		const struct named *named = &target->syms[i];

		if (strcmp(named->sym->name, func->name) != 0)
			continue;
		n++;
		if (!is_module(target->elf) && func->pos && n != func->pos)
			continue;
		found++;
		if (!is_ambiguous(target, named->addr, end_of(target, named)))
			continue;
		error("%s: behind %s lies a function without a symbol, a weak one that another overrides: the kernel's own livepatch may attach to that, and the patch would do nothing; make it for the core (--backend core)",
		      target->elf->name, func->name);
		return -1;
	}
	if (found)
		return 0;
	return report_no_symbol(target->elf, func->name, n, func->pos);
}

/* All functions of one object, so that each is told. */
static int check_object(const struct patch *patch, const struct target_object *object)
{
	struct target target = { 0 };
	int ret = 0;

	for (size_t i = 0; i < patch->nfunctions; i++) {
		if (strcmp(patch->functions[i].object, object->name) != 0)
			continue;
		if (!target.elf && open_target(&target, object->path)) {
			ret = -1;
			break;
		}
		if (check(&target, &patch->functions[i]))
			ret = -1;
	}
	kelf_close(target.elf);
	return ret;
}

int check_sites(struct patch *patch)
{
	int ret = 0;

	for (size_t i = 0; i < patch->opt.nobjects; i++) {
		if (check_object(patch, &patch->opt.objects[i]))
			ret = -1;
	}
	return ret;
}
