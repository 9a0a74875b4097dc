// SPDX-License-Identifier: GPL-2.0-only
/*
 * sourcelines.c: which source lines does debug info give for a stretch of code?
 *
 * libdwfl gives each section of the object an address of its own and applies the
 * relocations of the line table, which otherwise begins at 0 for every section.
 */
#include "sourcelines.h"

#include "debuginfo.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <err.h>
#include <stdlib.h>

struct row {
	uint64_t addr;
	uint64_t line;	/* 0: the code before ends here */
};

struct source_lines {
	Dwfl *dwfl;
	Dwfl_Module *module;
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
	Dwarf_Die *unit = NULL;
	Dwarf_Addr bias;

	if (!lines)
		errx(1, "out of memory");
	lines->dwfl = debuginfo_open(path, &lines->module);
	lines->elf = lines->module ? dwfl_module_getelf(lines->module, &lines->bias) : NULL;
	while (lines->module && (unit = dwfl_module_nextcu(lines->module, unit, &bias)))
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

static bool equal_within(uint64_t a, uint64_t b, uint64_t mask)
{
	return (a & mask) == (b & mask);
}

/* ext4_journal_start() hands its __LINE__ to an inline function, which calls another with it. */
static bool is_inlined_into(const struct source_lines *lines, uint64_t addr, uint64_t line,
			    uint64_t mask)
{
	Dwarf_Die *unit = NULL, *scopes;
	Dwarf_Addr bias;
	bool found = false;

	while (!found && (unit = dwfl_module_nextcu(lines->module, unit, &bias))) {
		int n = dwarf_getscopes(unit, addr - bias, &scopes);

		for (int i = 0; i < n && !found; i++) {
			Dwarf_Attribute attr;
			Dwarf_Word called;

			found = dwarf_tag(&scopes[i]) == DW_TAG_inlined_subroutine &&
				dwarf_attr(&scopes[i], DW_AT_call_line, &attr) &&
				!dwarf_formudata(&attr, &called) &&
				equal_within(called, line, mask);
		}
		if (n > 0)
			free(scopes);
	}
	return found;
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
			break;
		if (row->line && equal_within(row->line, line, mask))
			return true;
	}
	return is_inlined_into(lines, base + from, line, mask) ||
	       is_inlined_into(lines, base + to, line, mask);
}
