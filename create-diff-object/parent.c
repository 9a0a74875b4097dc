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
#include "parent-symbols.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

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

static void append_local(struct parent *parent, struct psym *sym)
{
	if (parent->nlocals == parent->locals_cap) {
		parent->locals_cap = parent->locals_cap ? parent->locals_cap * 2 : 1024;
		parent->locals = checked(realloc(parent->locals,
						 parent->locals_cap * sizeof(*parent->locals)));
	}
	parent->locals[parent->nlocals++] = sym;
}

static void want_name(struct parent *parent, const char *name)
{
	struct pname *wanted;

	HASH_FIND_STR(parent->by_name, name, wanted);
	if (wanted)
		return;
	wanted = checked(calloc(1, sizeof(*wanted)));
	wanted->name = name;
	HASH_ADD_KEYPTR(hh, parent->by_name, wanted->name, strlen(wanted->name), wanted);
}

/* Nobody asks for a symbol by another name than one of the objects'. */
static void want_names(struct parent *parent, const struct kelf *elf)
{
	for (size_t i = 1; i < elf->nsyms; i++)
		want_name(parent, elf->syms[i]->name);
}

/* Each name has a list, in the order in which the kernel counts. */
static void add_to_name(struct pname *name, struct psym *sym)
{
	struct psym **at = &name->first;

	while (*at && (*at)->order <= sym->order)
		at = &(*at)->same;
	sym->same = *at;
	*at = sym;
}

/*
 * A vmlinux has a hundred thousand symbols that the objects do not name: they
 * are counted, no more.  Of a module all are kept, for its source files may
 * have to be told by the order of their symbols.
 */
static void add_symbol(struct parent *parent, struct psym given)
{
	struct pname *name;
	struct psym *sym;

	if (parent->is_module)
		given.order = parent->nsymbols++;
	if (given.local) {
		given.block = (unsigned int)parent->nblocks - 1;
		parent->blocks[given.block].locals++;
	}
	HASH_FIND_STR(parent->by_name, given.name, name);
	if (!name && !parent->is_module)
		return;
	sym = kelf_alloc(parent->elf, sizeof(*sym));
	*sym = given;
	if (parent->is_module && sym->local)
		append_local(parent, sym);
	if (name)
		add_to_name(name, sym);
}

/* What the kernel drops from a module's symbols once its init has run. */
static bool is_init(const struct section *sec)
{
	return !strncmp(sec->name, ".init", strlen(".init"));
}

/* What a module's symbol table keeps when it is loaded. */
static bool is_loaded(const struct parent *parent, const struct symbol *sym)
{
	if (!parent->is_module)
		return sym->sym.st_shndx != SHN_UNDEF;
	return sym->sec && section_is_alloc(sym->sec);
}

bool is_listed(const char *name, unsigned char type)
{
	return type != STT_SECTION && *name && *name != '$' && strncmp(name, ".L", 2) != 0;
}

/* A module's sections are tied together by relocations, which a vmlinux needs none of. */
static int open_elf(struct parent *parent)
{
	return parent->is_module ? kelf_open(parent->path, &parent->elf) :
				   kelf_open_symbols(parent->path, &parent->elf);
}

static int read_elf(struct parent *parent)
{
	struct sealed sealed;

	if (open_elf(parent))
		return -1;
	sealed = read_sealed(parent->elf);
	parent->knows_sealed = true;
	for (size_t i = 1; i < parent->elf->nsyms; i++) {
		const struct symbol *sym = parent->elf->syms[i];

		if (symbol_type(sym) == STT_FILE)
			start_block(parent, sym->name);
		else if (is_loaded(parent, sym) && is_listed(sym->name, symbol_type(sym)))
			add_symbol(parent, (struct psym){
				.name = sym->name, .order = sym->sym.st_value,
				.size = sym->sym.st_size, .local = symbol_is_local(sym),
				.weak = symbol_bind(sym) == STB_WEAK,
				.init = parent->is_module && is_init(sym->sec),
				.function = symbol_type(sym) == STT_FUNC,
				.sealed = is_sealed(&sealed, sym) });
	}
	return 0;
}

/* "[<localentry>: 8]" of ppc64le, "[VARIANT_PCS]" of arm64: before the section. */
static void blank_other_field(char *line)
{
	char *from = strstr(line, " ["), *to = from ? strchr(from, ']') : NULL;

	if (to)
		memset(from, ' ', (size_t)(to + 1 - from));
}

/* "   123: ffffffff81000000    45 FUNC    LOCAL  DEFAULT    1 name" */
static bool read_line(struct parent *parent, char *line)
{
	char type[16], bind[16], vis[16], ndx[16], size[32], name[1024] = "";
	unsigned long long addr;
	unsigned long num;
	bool file;

	blank_other_field(line);
	if (sscanf(line, " %lu: %llx %31s %15s %15s %15s %15s %1023s", &num, &addr, size, type,
		   bind, vis, ndx, name) < 7)
		return false;
	file = !strcmp(type, "FILE");
	if (file)
		start_block(parent, kelf_printf(parent->elf, "%s", name));
	else if (strcmp(ndx, "UND") != 0 && !(parent->is_module && !strcmp(ndx, "ABS")) &&
		 strcmp(type, "SECTION") != 0 && is_listed(name, STT_NOTYPE))
		add_symbol(parent, (struct psym){
			.name = kelf_printf(parent->elf, "%s", name), .order = addr,
			.size = strtoull(size, NULL, 0), .local = !strcmp(bind, "LOCAL"),
			.weak = !strcmp(bind, "WEAK"),
			.section = (unsigned int)strtoul(ndx, NULL, 10),
			.function = !strcmp(type, "FUNC") });
	return true;
}

static int read_text(struct parent *parent, FILE *f)
{
	static const struct kelf none;
	bool other_table = false;
	size_t cap = 0, n = 0;
	char *line = NULL;

	parent->elf = kelf_new(&none, parent->path);
	/* A kernel that can be moved may have a .dynsym, which says some of it twice. */
	while (getline(&line, &cap, f) > 0) {
		if (!strncmp(line, "Symbol table '", 14))
			other_table = strncmp(line + 14, ".symtab'", 8) != 0;
		else if (!other_table)
			n += read_line(parent, line);
	}
	free(line);
	if (n)
		return 0;
	error("%s: neither an ELF file nor the output of readelf -sW", parent->path);
	return -1;
}

struct parent *parent_open(const char *path, const char *name, const struct kelf *orig,
			   const struct kelf *patched)
{
	struct parent *parent = checked(calloc(1, sizeof(*parent)));
	char magic[SELFMAG] = "";
	FILE *f = fopen(path, "r");
	int ret;

	parent->path = path;
	parent->is_module = strcmp(name, "vmlinux") != 0;
	start_block(parent, NULL);
	want_names(parent, orig);
	want_names(parent, patched);
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

bool parent_knows_sealed(const struct parent *parent)
{
	return parent->knows_sealed;
}

void parent_close(struct parent *parent)
{
	struct pname *name, *next;
	struct match *match;

	if (!parent)
		return;
	HASH_ITER(hh, parent->by_name, name, next) {
		HASH_DELETE(hh, parent->by_name, name);
		free(name);
	}
	free(parent->locals);
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

struct psym *find_name(const struct parent *parent, const char *name)
{
	struct pname *found;

	HASH_FIND_STR(parent->by_name, name, found);
	return found ? found->first : NULL;
}

bool is_lasting_function(const struct symbol *sym)
{
	const struct piece *piece = sym->user;

	return piece && sym->file && is_func(piece) && symbol_is_local(sym) &&
	       symbol_type(sym) == STT_FUNC && !is_init_section(piece->sec);
}

/* Every local symbol of @sym's name votes for the block it stands in. */
static void vote(struct parent *parent, const struct symbol *sym)
{
	for (const struct psym *p = find_name(parent, sym->name); p; p = p->same) {
		struct block *block = &parent->blocks[p->block];

		if (p->local && block->file && !strcmp(block->file, sym->file)) {
			block->votes++;
			block->functions += is_lasting_function(sym);
		}
	}
}

/* More in common, functions before all, then fewer that are its alone: as strcmp() does. */
static int fits_better(const struct block *a, const struct block *b)
{
	if (a->functions != b->functions)
		return a->functions > b->functions ? 1 : -1;
	if (a->votes != b->votes)
		return a->votes > b->votes ? 1 : -1;
	return a->locals < b->locals ? 1 : a->locals > b->locals ? -1 : 0;
}

/* Make a block of the locals in @range: those of the object's source. */
static void match_range(struct parent *parent, const struct kelf *orig, struct block_range range)
{
	start_block(parent, orig->name);
	parent->loose = !range.exact;
	for (size_t i = range.start; i < range.start + range.size; i++)
		parent->locals[i]->block = (unsigned int)parent->nblocks - 1;
	for (size_t i = 1; i < orig->nsyms; i++)
		if (orig->syms[i]->user && orig->syms[i]->file)
			match_of(parent, orig->syms[i]->file)->block = (unsigned int)parent->nblocks - 1;
}

void parent_match_files(struct parent *parent, const struct object *orig)
{
	if (parent->is_module && parent->nblocks == 1) {
		struct block_range range = find_stripped_block(parent, orig->elf);

		if (range.size)
			match_range(parent, orig->elf, range);
		return;
	}
	for (size_t i = 1; i < orig->elf->nsyms; i++) {
		const struct symbol *sym = orig->elf->syms[i];

		if (symbol_type(sym) == STT_FILE)
			match_of(parent, sym->name)->files++;
		if (sym->user && sym->file) {
			match_of(parent, sym->file)->functions += is_lasting_function(sym);
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
		if (order > 0) {
			match->block = b;
			match->tied = 0;
		} else if (!order) {
			match->tied++;
		}
	}
}

/*
 * While a module's init runs, its symbol table still has init's symbols.  Our
 * core skips them, the kernel's livepatch counts them: a name whose position
 * would depend on that is not to be told.  readelf's text does not say what is
 * init's, but that cannot share a section with what is not.
 */
static enum find_result describe_found(bool is_module, const struct psym *first,
				       const struct psym *sym, struct parent_symbol *found)
{
	found->pos = 1;
	found->size = sym->size;
	found->weak = sym->weak;
	found->function = sym->function;
	found->sealed = sym->sealed;
	if (sym->init)
		return NOT_THERE;
	for (const struct psym *p = first; p != sym; p = p->same) {
		if (p->init || (is_module && p->section != sym->section))
			return UNCLEAR;
		found->pos++;
	}
	if (!first->same)
		found->pos = 0;
	return FOUND;
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
	return describe_found(parent->is_module, first, global, found);
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
		return p->block == match->block && (match->block || parent->nblocks == 1);
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
		return first && parent->loose ? UNCLEAR : NOT_THERE;
	return describe_found(parent->is_module, first, local, found);
}
