// SPDX-License-Identifier: GPL-2.0-only
/*
 * sourcelines.c: which source lines does debug info give for a stretch of code?
 *
 * libdwfl gives each section of the object an address of its own and applies the
 * relocations of the line table, which otherwise begins at 0 for every section.
 */
#include "sourcelines.h"

#include "debuginfo.h"

#include <elfutils/libdwfl.h>
#include <err.h>
#include <stdlib.h>

struct row {
	uint64_t addr;
	uint64_t line;	/* 0: the code before ends here */
};

struct source_lines {
	Dwfl *dwfl;
	Elf *elf;		/* with the sections' addresses */
	GElf_Addr bias;
	struct row *rows;	/* by addr, those of one address as the compiler wrote them */
	size_t nrows;
};

static void add_unit(struct source_lines *lines, Dwarf_Die *unit, Dwarf_Addr bias)
{
	Dwarf_Lines *table;
	size_t n;

	if (dwarf_getsrclines(unit, &table, &n) || !n)
		return;
	lines->rows = realloc(lines->rows, (lines->nrows + n) * sizeof(*lines->rows));
	if (!lines->rows)
		errx(1, "out of memory");
	for (size_t i = 0; i < n; i++) {
		Dwarf_Line *from = dwarf_onesrcline(table, i);
		Dwarf_Addr addr;
		bool end;
		int line;

		if (!from || dwarf_lineaddr(from, &addr) || dwarf_lineno(from, &line) ||
		    dwarf_lineendsequence(from, &end))
			continue;
		lines->rows[lines->nrows++] = (struct row){
			.addr = addr + bias,
			.line = end || line < 0 ? 0 : (uint64_t)line,
		};
	}
}

static int by_address(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return (x->addr > y->addr) - (x->addr < y->addr);
}

struct source_lines *source_lines_open(const char *path)
{
	struct source_lines *lines = calloc(1, sizeof(*lines));
	Dwfl_Module *module;
	Dwarf_Die *unit = NULL;
	Dwarf_Addr bias;

	if (!lines)
		errx(1, "out of memory");
	lines->dwfl = debuginfo_open(path, &module);
	lines->elf = module ? dwfl_module_getelf(module, &lines->bias) : NULL;
	while (module && (unit = dwfl_module_nextcu(module, unit, &bias)))
		add_unit(lines, unit, bias);
	if (lines->nrows)
		qsort(lines->rows, lines->nrows, sizeof(*lines->rows), by_address);
	return lines;
}

void source_lines_close(struct source_lines *lines)
{
	if (!lines)
		return;
	if (lines->dwfl)
		dwfl_end(lines->dwfl);
	free(lines->rows);
	free(lines);
}

/* The last row that begins at or before @addr, as an index; nrows when there is none. */
static size_t row_at(const struct source_lines *lines, uint64_t addr)
{
	size_t low = 0, high = lines->nrows;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (lines->rows[mid].addr <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? low - 1 : lines->nrows;
}

bool source_lines_match(const struct source_lines *lines, size_t shndx, uint64_t from, uint64_t to,
			uint64_t line, uint64_t mask)
{
	Elf_Scn *scn = lines->elf ? elf_getscn(lines->elf, shndx) : NULL;
	GElf_Shdr shdr;
	uint64_t base;

	if (!scn || !gelf_getshdr(scn, &shdr))
		return false;
	base = shdr.sh_addr + lines->bias;
	for (size_t i = row_at(lines, base + from); i < lines->nrows; i++) {
		const struct row *row = &lines->rows[i];

		if (row->addr > base + to)
			return false;
		if (row->line && (row->line & mask) == (line & mask))
			return true;
	}
	return false;
}
