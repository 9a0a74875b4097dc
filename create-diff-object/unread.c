// SPDX-License-Identifier: GPL-2.0-only
/*
 * unread.c: does the patch add to what only the build or the boot reads?
 *
 * These sections are no part of the running kernel, and so of no patch.  An
 * export or an initcall that comes there would be lost without a word.
 */
#include "cdo.h"
#include "diag.h"

#include <ctype.h>
#include <string.h>

static bool starts_with(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

/* The name of what a relocation of such a section leads to. */
static const char *target_name(const struct rela *rela)
{
	const struct symbol *sym = rela->sym;
	int64_t at = (int64_t)sym->sym.st_value + rela->addend;
	const struct piece *piece = sym->user;

	if (!piece && sym->sec && at >= 0)
		piece = piece_at(sym->sec, (uint64_t)at);
	return piece ? piece_name(piece) : sym->name;
}

static const char *skip_number(const char *s)
{
	const char *from = s;

	while (isdigit((unsigned char)*s))
		s++;
	return s > from && *s == '_' ? s + 1 : NULL;
}

/* "setup6" of "__initstub__kmod_proc__12_34_setup6", where 34 is the line; of other names all. */
static const char *behind_numbers(const char *name, size_t *before)
{
	for (const char *at = strstr(name, "__"); at; at = strstr(at + 1, "__")) {
		const char *line = skip_number(at + 2), *rest = line ? skip_number(line) : NULL;

		*before = (size_t)(at - name);
		if (rest)
			return rest;
	}
	*before = 0;
	return name;
}

/* Clang's LTO gives each a stub, with numbers in its name. */
static bool same_initcall(const char *a, const char *b)
{
	size_t n, m;

	if (!is_initcall_stub(a) || !is_initcall_stub(b))
		return !strcmp(a, b);
	return !strcmp(behind_numbers(a, &n), behind_numbers(b, &m)) && n == m && !strncmp(a, b, n);
}

static bool has_initcall(const struct kelf *elf, const char *section, const char *function)
{
	for (size_t i = 1; i < elf->nsecs; i++) {
		const struct section *sec = elf->secs[i];

		if (strcmp(sec->name, section) != 0)
			continue;
		for (size_t r = 0; r < sec->nrelas; r++) {
			if (same_initcall(target_name(&sec->relas[r]), function))
				return true;
		}
	}
	return false;
}

static void check_initcalls_of(const struct diff *diff, const struct section *sec)
{
	for (size_t r = 0; r < sec->nrelas; r++) {
		const char *function = target_name(&sec->relas[r]);

		if (has_initcall(diff->orig.elf, sec->name, function))
			continue;
		error("%s: %s: new initcall in section %s; these have been called already: call it from a pre-patch callback, and leave this line out",
		      sec->elf->name, function, sec->name);
	}
}

static bool has_symbol(const struct kelf *elf, const char *name)
{
	for (size_t i = 1; i < elf->nsyms; i++) {
		if (elf->syms[i]->sec && !strcmp(elf->syms[i]->name, name))
			return true;
	}
	return false;
}

void check_unread(const struct diff *diff)
{
	const struct kelf *elf = diff->patched.elf;

	for (size_t i = 1; i < elf->nsecs; i++) {
		if (starts_with(elf->secs[i]->name, ".initcall") ||
		    starts_with(elf->secs[i]->name, ".con_initcall"))
			check_initcalls_of(diff, elf->secs[i]);
	}
	/* Since 6.4 modpost makes the export tables from these. */
	for (size_t i = 1; i < elf->nsyms; i++) {
		const struct symbol *sym = elf->syms[i];

		if (sym->sec && starts_with(sym->sec->name, ".export_symbol") &&
		    starts_with(sym->name, "__export_symbol_") && !has_symbol(diff->orig.elf, sym->name))
			error("%s: %s: new exported symbol; a patch cannot add to what the kernel exports: drop the EXPORT_SYMBOL line",
			      elf->name, sym->name);
	}
}
