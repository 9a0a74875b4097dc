// SPDX-License-Identifier: GPL-2.0-only
/*
 * strip.c: where in a module's symbol table are the locals of one source file,
 * when the FILE symbols that would say so were stripped?
 *
 * The linker keeps each object's locals together.  Names that stand once in the
 * object and once in the module are anchors; the block holds them all, and is
 * found when exactly one run of the table has the names of the object, each as
 * often, and no others.
 */
#include "parent-symbols.h"

#include <stdlib.h>
#include <string.h>

/* How often a name stands in the object, in the module, and in the run looked at. */
struct count {
	const char *name;
	size_t ours, theirs, here;
	UT_hash_handle hh;
};

struct search {
	const struct parent *parent;
	struct kelf *elf;	/* owns the memory */
	struct count *counts;
	size_t total;		/* of our locals, those whose names the module has */
};

static struct count *count_of(const struct search *search, const char *name)
{
	struct count *count;

	HASH_FIND_STR(search->counts, name, count);
	return count;
}

/* The linker drops .discard sections, and their symbols with them. */
static bool is_linked(const struct symbol *sym)
{
	return symbol_is_local(sym) && sym->sec && section_is_alloc(sym->sec) &&
	       is_listed(sym->name, symbol_type(sym)) && strncmp(sym->sec->name, ".discard", 8) != 0;
}

static void count_ours(struct search *search, const struct kelf *orig)
{
	for (size_t i = 1; i < orig->nsyms; i++) {
		const struct symbol *sym = orig->syms[i];
		struct count *count;

		if (!is_linked(sym))
			continue;
		count = count_of(search, sym->name);
		if (!count) {
			count = kelf_alloc(search->elf, sizeof(*count));
			count->name = sym->name;
			HASH_ADD_KEYPTR(hh, search->counts, count->name, strlen(count->name), count);
		}
		count->ours++;
	}
}

static void count_theirs(struct search *search)
{
	struct count *count, *tmp;

	for (size_t i = 0; i < search->parent->nlocals; i++) {
		count = count_of(search, search->parent->locals[i]->name);
		if (count)
			count->theirs++;
	}
	HASH_ITER(hh, search->counts, count, tmp)
		if (count->theirs)
			search->total += count->ours;
}

static bool is_anchor(const struct count *count)
{
	return count && count->ours == 1 && count->theirs == 1;
}

/* The run from the first anchor to the last; size 0 when there is none. */
static struct block_range anchored(const struct search *search)
{
	struct block_range range = { 0 };

	for (size_t i = 0; i < search->parent->nlocals; i++) {
		if (!is_anchor(count_of(search, search->parent->locals[i]->name)))
			continue;
		if (!range.size)
			range.start = i;
		range.size = i + 1 - range.start;
	}
	return range;
}

/* Take the local at @i into the run, or out of it; false when it is one too many. */
static bool take(const struct search *search, size_t i, bool in)
{
	struct count *count = count_of(search, search->parent->locals[i]->name);

	if (!count)
		return false;
	count->here += in ? 1 : (size_t)-1;
	return count->here <= count->ours;
}

/* Does the run of our size at @start have our names, each as often? */
static bool fits(const struct search *search, size_t start)
{
	bool good = true;
	size_t n = 0;

	while (n < search->total && good)
		good = take(search, start + n++, true);
	while (n--)
		if (count_of(search, search->parent->locals[start + n]->name))
			take(search, start + n, false);
	return good;
}

static struct block_range find(const struct search *search)
{
	struct block_range anchors = anchored(search), found = { 0 };
	size_t first, last;

	if (!anchors.size || anchors.size > search->total)
		return found;
	/* a run of our size that covers the anchors, inside the table */
	last = anchors.start;
	first = anchors.start + anchors.size > search->total ?
		anchors.start + anchors.size - search->total : 0;
	for (size_t start = first; start <= last; start++) {
		if (start + search->total > search->parent->nlocals || !fits(search, start))
			continue;
		if (found.size)		/* so only what the anchors enclose is ours for sure */
			return anchors;
		found = (struct block_range){ start, search->total, true };
	}
	return found;
}

struct block_range find_stripped_block(const struct parent *parent, const struct kelf *orig)
{
	struct search search = { .parent = parent, .elf = parent->elf };
	struct block_range range;

	count_ours(&search, orig);
	count_theirs(&search);
	range = find(&search);
	HASH_CLEAR(hh, search.counts);
	return range;
}
