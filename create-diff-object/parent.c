// SPDX-License-Identifier: GPL-2.0-only
/*
 * parent.c: where in the running object is a symbol, and the how-manieth of its name?
 *
 * The linker keeps each source file's local symbols together behind a FILE
 * symbol.  FILE names repeat (core.c), so the block is the one that holds most
 * of the original object's local symbols.  The kernel counts same-named symbols
 * by address, locals and globals alike.
 */
#include "parent.h"

#include "diag.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

struct psym {
	const char *name;
	uint64_t addr, size;
	bool local;
	unsigned int block;	/* 0: before any FILE symbol, and globals */
	struct psym *same;	/* next of the name, by address */
	UT_hash_handle hh;	/* of the first of a name */
};

struct block {
	const char *file;
	unsigned int locals;	/* symbols in it */
	unsigned int votes;	/* of them, those that the original object has too */
};

/* What block stands for one FILE name of the original object. */
struct match {
	const char *file;
	unsigned int block;
	unsigned int tied;	/* other blocks that fit as well */
	struct match *next;
};

struct parent {
	struct kelf *elf;		/* of an ELF file; also owns all memory */
	struct psym *by_name;
	struct block *blocks;
	size_t nblocks, blocks_cap;
	struct match *matches;
	const char *path;
};

static void *checked(void *p)
{
	if (!p) {
		fputs("error: out of memory\n", stderr);
		exit(1);
	}
	return p;
}

static void start_block(struct parent *parent, const char *file)
{
	if (parent->nblocks == parent->blocks_cap) {
		parent->blocks_cap = parent->blocks_cap ? parent->blocks_cap * 2 : 256;
		parent->blocks = checked(realloc(parent->blocks,
						 parent->blocks_cap * sizeof(*parent->blocks)));
	}
	parent->blocks[parent->nblocks++] = (struct block){ .file = file };
}

static void add_symbol(struct parent *parent, const char *name, uint64_t addr, uint64_t size, bool local)
{
	struct psym *sym = kelf_alloc(parent->elf, sizeof(*sym)), *first, **at;

	sym->name = name;
	sym->addr = addr;
	sym->size = size;
	sym->local = local;
	sym->block = local ? (unsigned int)parent->nblocks - 1 : 0;
	if (local)
		parent->blocks[sym->block].locals++;
	HASH_FIND_STR(parent->by_name, name, first);
	if (!first) {
		HASH_ADD_KEYPTR(hh, parent->by_name, sym->name, strlen(sym->name), sym);
		return;
	}
	/* The first stays in the hash: swap contents where the new one comes before it. */
	if (addr < first->addr) {
		struct psym tmp = *sym;

		sym->addr = first->addr;
		sym->size = first->size;
		sym->local = first->local;
		sym->block = first->block;
		first->addr = tmp.addr;
		first->size = tmp.size;
		first->local = tmp.local;
		first->block = tmp.block;
	}
	for (at = &first->same; *at && (*at)->addr <= sym->addr; at = &(*at)->same)
		;
	sym->same = *at;
	*at = sym;
}

/* What kallsyms would list: no files, no sections, no assembler labels. */
static bool is_listed(const char *name, unsigned char type)
{
	if (type == STT_FILE || type == STT_SECTION)
		return false;
	return *name && *name != '$' && strncmp(name, ".L", 2) != 0;
}

static int read_elf(struct parent *parent)
{
	if (kelf_open_symbols(parent->path, &parent->elf))
		return -1;
	for (size_t i = 1; i < parent->elf->nsyms; i++) {
		const struct symbol *sym = parent->elf->syms[i];

		if (symbol_type(sym) == STT_FILE)
			start_block(parent, sym->name);
		else if (sym->sym.st_shndx != SHN_UNDEF && is_listed(sym->name, symbol_type(sym)))
			add_symbol(parent, sym->name, sym->sym.st_value, sym->sym.st_size,
				   symbol_is_local(sym));
	}
	return 0;
}

/* "   123: ffffffff81000000    45 FUNC    LOCAL  DEFAULT    1 name" */
static bool read_line(struct parent *parent, const char *line)
{
	char type[16], bind[16], vis[16], ndx[16], size[32], name[1024] = "";
	unsigned long long addr;
	unsigned long num;
	bool file;

	if (sscanf(line, " %lu: %llx %31s %15s %15s %15s %15s %1023s", &num, &addr, size, type,
		   bind, vis, ndx, name) < 7)
		return false;
	file = !strcmp(type, "FILE");
	if (file)
		start_block(parent, kelf_printf(parent->elf, "%s", name));
	else if (strcmp(ndx, "UND") != 0 && strcmp(type, "SECTION") != 0 &&
		 is_listed(name, STT_NOTYPE))
		add_symbol(parent, kelf_printf(parent->elf, "%s", name), addr,
			   strtoull(size, NULL, 0), !strcmp(bind, "LOCAL"));
	return true;
}

static int read_text(struct parent *parent, FILE *f)
{
	static const struct kelf none;
	size_t cap = 0, n = 0;
	char *line = NULL;

	parent->elf = kelf_new(&none, parent->path);
	while (getline(&line, &cap, f) > 0)
		n += read_line(parent, line);
	free(line);
	if (n)
		return 0;
	error("%s: neither an ELF file nor the output of readelf -sW", parent->path);
	return -1;
}

struct parent *parent_open(const char *path)
{
	struct parent *parent = checked(calloc(1, sizeof(*parent)));
	char magic[SELFMAG] = "";
	FILE *f = fopen(path, "r");
	int ret;

	parent->path = path;
	start_block(parent, NULL);
	if (!f) {
		error("%s: cannot open: %s", path, strerror(errno));
		parent_close(parent);
		return NULL;
	}
	if (fread(magic, 1, SELFMAG, f) == SELFMAG && !memcmp(magic, ELFMAG, SELFMAG)) {
		ret = read_elf(parent);
	} else {
		rewind(f);
		ret = read_text(parent, f);
	}
	fclose(f);
	if (ret) {
		parent_close(parent);
		return NULL;
	}
	return parent;
}

void parent_close(struct parent *parent)
{
	struct match *match;

	if (!parent)
		return;
	HASH_CLEAR(hh, parent->by_name);
	while ((match = parent->matches)) {
		parent->matches = match->next;
		free(match);
	}
	free(parent->blocks);
	kelf_close(parent->elf);
	free(parent);
}

static struct match *match_of(struct parent *parent, const char *file)
{
	struct match *match;

	for (match = parent->matches; match; match = match->next) {
		if (!strcmp(match->file, file))
			return match;
	}
	match = checked(calloc(1, sizeof(*match)));
	match->file = file;
	match->next = parent->matches;
	parent->matches = match;
	return match;
}

static const struct psym *find_name(const struct parent *parent, const char *name)
{
	const struct psym *sym;

	HASH_FIND_STR(parent->by_name, name, sym);
	return sym;
}

/* Every local symbol of @sym's name votes for the block it stands in. */
static void vote(struct parent *parent, const struct symbol *sym)
{
	for (const struct psym *p = find_name(parent, sym->name); p; p = p->same) {
		struct block *block = &parent->blocks[p->block];

		if (p->local && block->file && !strcmp(block->file, sym->file))
			block->votes++;
	}
}

/* More symbols in common, then fewer that are its alone: as strcmp() does. */
static int fits_better(const struct block *a, const struct block *b)
{
	if (a->votes != b->votes)
		return a->votes > b->votes ? 1 : -1;
	return a->locals < b->locals ? 1 : a->locals > b->locals ? -1 : 0;
}

void parent_match_files(struct parent *parent, const struct object *orig)
{
	for (size_t i = 1; i < orig->elf->nsyms; i++) {
		const struct symbol *sym = orig->elf->syms[i];

		if (sym->user && sym->file) {
			match_of(parent, sym->file);
			vote(parent, sym);
		}
	}
	for (unsigned int b = 1; b < parent->nblocks; b++) {
		const struct block *block = &parent->blocks[b];
		struct match *match;
		int order;

		if (!block->votes)
			continue;
		match = match_of(parent, block->file);
		order = fits_better(block, &parent->blocks[match->block]);
		if (!match->block || order > 0) {
			match->block = b;
			match->tied = 0;
		} else if (!order) {
			match->tied++;
		}
	}
}

static void describe_found(const struct psym *first, const struct psym *sym, struct parent_symbol *found)
{
	found->pos = 1;
	found->size = sym->size;
	for (const struct psym *p = first; p != sym; p = p->same)
		found->pos++;
	if (!first->same)
		found->pos = 0;
}

enum find_result parent_find_global(const struct parent *parent, const char *name,
				    struct parent_symbol *found)
{
	const struct psym *first = find_name(parent, name), *global = NULL;

	for (const struct psym *p = first; p; p = p->same) {
		if (p->local)
			continue;
		if (global)
			return UNCLEAR;
		global = p;
	}
	if (!global)
		return NOT_THERE;
	describe_found(first, global, found);
	return FOUND;
}

static const struct match *find_match(const struct parent *parent, const char *file)
{
	const struct match *match = file ? parent->matches : NULL;

	while (match && strcmp(match->file, file) != 0)
		match = match->next;
	return match;
}

/* Without a FILE symbol, or with several blocks that fit, the name alone must do. */
static bool could_be_in(const struct parent *parent, const struct match *match, const struct psym *p)
{
	const char *file = parent->blocks[p->block].file;

	if (!match)
		return true;
	if (!match->tied)
		return p->block == match->block;
	return file && !strcmp(file, match->file);
}

enum find_result parent_find(const struct parent *parent, const struct symbol *sym,
			     struct parent_symbol *found)
{
	const struct psym *first = find_name(parent, sym->name), *local = NULL;
	const struct match *match = find_match(parent, sym->file);

	if (!symbol_is_local(sym))
		return parent_find_global(parent, sym->name, found);
	for (const struct psym *p = first; p; p = p->same) {
		if (!p->local || !could_be_in(parent, match, p))
			continue;
		if (local)
			return UNCLEAR;
		local = p;
	}
	if (!local)
		return NOT_THERE;
	describe_found(first, local, found);
	return FOUND;
}
