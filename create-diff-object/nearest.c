// SPDX-License-Identifier: GPL-2.0-only
/*
 * nearest.c: does the parent hold the original object at all, and if not, what
 * of it comes nearest?
 *
 * Another core.c has a show() of its own.  A block of symbols is taken for
 * ours only when it has all static functions of the object.
 */
#include "parent.h"

#include "diag.h"
#include "parent-symbols.h"

#include <string.h>

#define MAX_NEAREST 3	/* candidates that a person wants to read about */

static bool has_function(const struct parent *parent, unsigned int block, const struct symbol *sym)
{
	for (const struct psym *p = find_name(parent, sym->name); p; p = p->same) {
		if (p->local && p->block == block)
			return true;
	}
	return false;
}

/* "foo, bar": the static functions of the original's @file that @block has not, or "". */
static const char *lacking(const struct parent *parent, const struct object *orig, const char *file,
		     unsigned int block)
{
	const char *list = "";

	for (size_t i = 1; i < orig->elf->nsyms; i++) {
		const struct symbol *sym = orig->elf->syms[i];

		if (is_lasting_function(sym) && !strcmp(sym->file, file) &&
		    !has_function(parent, block, sym))
			list = kelf_printf(parent->elf, "%s%s%s", list, *list ? ", " : "", sym->name);
	}
	return list;
}

/* Count in each block the functions of the original's @file, whatever the block is called. */
static void count_functions(struct parent *parent, const struct object *orig, const char *file)
{
	for (unsigned int b = 0; b < parent->nblocks; b++)
		parent->blocks[b].functions = 0;
	for (size_t i = 1; i < orig->elf->nsyms; i++) {
		const struct symbol *sym = orig->elf->syms[i];

		if (!is_lasting_function(sym) || strcmp(sym->file, file) != 0)
			continue;
		for (const struct psym *p = find_name(parent, sym->name); p; p = p->same)
			parent->blocks[p->block].functions += p->local;
	}
}

/* Take the block with the most of the functions out of the count. */
static bool next_nearest(struct parent *parent, unsigned int *block, unsigned int *functions)
{
	*functions = 0;
	for (unsigned int b = 0; b < parent->nblocks; b++) {
		if (parent->blocks[b].functions > *functions) {
			*block = b;
			*functions = parent->blocks[b].functions;
		}
	}
	parent->blocks[*block].functions = 0;
	return *functions != 0;
}

static void report_nearest(struct parent *parent, const struct object *orig, const struct match *match,
			   const char *parent_name)
{
	const char *nearest = "";
	unsigned int block = 0, functions;

	count_functions(parent, orig, match->file);
	for (int i = 0; i < MAX_NEAREST && next_nearest(parent, &block, &functions); i++) {
		const char *file = parent->blocks[block].file;
		const char *without = lacking(parent, orig, match->file, block);

		nearest = kelf_printf(parent->elf, "%s%s%s has %u of them%s%s", nearest,
				      *nearest ? "; " : "", file ? file : "a nameless one", functions,
				      *without ? ", not " : "", without);
	}
	if (!*nearest)
		nearest = kelf_printf(parent->elf, "none has any of them: %s",
				      lacking(parent, orig, match->file, 0));
	error("%s: %s (%s) does not hold this object: no source file %s in it has all its %u static functions; nearest: %s; take the source, configuration and compiler of that kernel, and the object's own parent",
	      orig->elf->name, parent_name, parent->path, match->file, match->functions, nearest);
}

int parent_check_object(struct parent *parent, const struct object *orig, const char *parent_name)
{
	int ret = 0;

	for (const struct match *match = parent->matches; match; match = match->next) {
		/* Of two source files with one name (ld -r), it is not known which has what. */
		if (match->files > 1 ||
		    match->functions <= parent->blocks[match->block].functions)
			continue;
		report_nearest(parent, orig, match, parent_name);
		ret = -1;
	}
	return ret;
}
