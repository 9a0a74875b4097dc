// SPDX-License-Identifier: GPL-2.0-only
/* sourcelines.c: which source lines does debug info give for a stretch of code? */
#include "sourcelines.h"

#include "debugfile.h"

#include <dwarf.h>
#include <err.h>
#include <stdlib.h>
#include <string.h>

struct row {
	uint64_t addr;
	uint64_t line;	/* 0: the code before ends here */
	const char *file;
};

struct source_lines {
	struct debugfile *file;	/* NULL: there is no debug info */
	struct row *rows;	/* by addr, those of one address as the compiler wrote them */
	size_t nrows;
};

static void add_unit(struct source_lines *lines, Dwarf_Die *unit)
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
			.addr = addr,
			.line = end || line < 0 ? 0 : (uint64_t)line,
			.file = dwarf_linesrc(from, NULL, NULL),
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
	Dwarf_CU *unit = NULL;
	Dwarf_Die top;

	if (!lines)
		errx(1, "out of memory");
	lines->file = debugfile_open(path);
	while (lines->file &&
	       !dwarf_get_units(lines->file->dwarf, unit, &unit, NULL, NULL, &top, NULL))
		add_unit(lines, &top);
	if (lines->nrows)
		qsort(lines->rows, lines->nrows, sizeof(*lines->rows), by_address);
	return lines;
}

void source_lines_close(struct source_lines *lines)
{
	if (!lines)
		return;
	debugfile_close(lines->file);
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

/* A call whose code or its inlining debug info puts on one line, and where that code lies. */
struct call {
	const struct source_lines *lines;
	uint64_t at, end;	/* its address, and where its section ends */
	uint64_t value, mask;	/* the argument */
	unsigned int below;
};

static bool same_file(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* Does code of the @n lines below @line follow the call?  What precedes it computes arguments. */
static bool has_code_below(const struct call *call, const char *file, uint64_t line, unsigned int n)
{
	const struct source_lines *lines = call->lines;

	for (size_t i = row_at(lines, call->at + 1); n && i < lines->nrows; i++) {
		const struct row *row = &lines->rows[i];

		if (row->addr <= call->at)
			continue;
		if (row->addr >= call->end)
			break;
		if (row->line > line && row->line <= line + n && same_file(row->file, file))
			return true;
	}
	return false;
}

static bool is_argument(const struct call *call, const char *file, uint64_t line)
{
	return line && equal_within(line + call->below, call->value, call->mask) &&
	       !has_code_below(call, file, line, call->below);
}

static const char *call_file(Dwarf_Die *unit, Dwarf_Die *inlined)
{
	Dwarf_Attribute attr;
	Dwarf_Files *files;
	Dwarf_Word number;
	size_t n;

	if (!dwarf_attr(inlined, DW_AT_call_file, &attr) || dwarf_formudata(&attr, &number) ||
	    dwarf_getsrcfiles(unit, &files, &n) || number >= n)
		return NULL;
	return dwarf_filesrc(files, number, NULL, NULL);
}

/* ext4_journal_start() hands its __LINE__ to an inline function, which calls another with it. */
static bool is_inlined_into(const struct call *call, uint64_t addr)
{
	Dwarf_CU *unit = NULL;
	Dwarf_Die top, *scopes;
	bool found = false;

	while (!found && !dwarf_get_units(call->lines->file->dwarf, unit, &unit, NULL, NULL, &top,
					  NULL)) {
		int n = dwarf_getscopes(&top, addr, &scopes);

		for (int i = 0; i < n && !found; i++) {
			Dwarf_Attribute attr;
			Dwarf_Word line;

			found = dwarf_tag(&scopes[i]) == DW_TAG_inlined_subroutine &&
				dwarf_attr(&scopes[i], DW_AT_call_line, &attr) &&
				!dwarf_formudata(&attr, &line) &&
				is_argument(call, call_file(&top, &scopes[i]), line);
		}
		if (n > 0)
			free(scopes);
	}
	return found;
}

/* Does the instruction at @addr belong to the call? */
static bool comes_from_call(const struct call *call, uint64_t addr)
{
	const struct source_lines *lines = call->lines;
	size_t i = row_at(lines, addr);

	while (i < lines->nrows && i > 0 && lines->rows[i - 1].addr == lines->rows[i].addr)
		i--;
	for (; i < lines->nrows && lines->rows[i].addr <= addr; i++) {
		if (is_argument(call, lines->rows[i].file, lines->rows[i].line))
			return true;
	}
	return is_inlined_into(call, addr);
}

bool source_lines_match(const struct source_lines *lines, size_t shndx, const struct arg_load *load,
			unsigned int below)
{
	struct call call = { lines, .value = load->value, .mask = load->mask, .below = below };
	uint64_t start;

	if (!lines->file || shndx + 1 >= lines->file->nsecs)
		return false;
	start = lines->file->base[shndx];
	call.at = start + load->call;
	call.end = lines->file->base[shndx + 1];
	/* Not what lies between: the compiler mixes in code of other lines.  And calls are merged. */
	return comes_from_call(&call, call.at) || comes_from_call(&call, start + load->offset);
}
