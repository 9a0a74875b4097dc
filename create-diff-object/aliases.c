// SPDX-License-Identifier: GPL-2.0-only
/*
 * aliases.c: does each global name still stand for what it stood for?
 *
 * A patch replaces what stands behind names; it cannot give a name of the
 * running kernel to something else, which is what a changed alias would take.
 */
#include "cdo.h"
#include "diag.h"

#include <string.h>
#include <uthash.h>

struct global {
	const char *name;
	const struct piece *piece;
	UT_hash_handle hh;
};

static bool is_global_name(const struct symbol *sym)
{
	return sym->user && !symbol_is_local(sym);
}

static struct global *index_globals(const struct object *obj)
{
	struct global *all = NULL, *nodes = kelf_alloc(obj->elf, obj->elf->nsyms * sizeof(*nodes));

	for (size_t i = 1; i < obj->elf->nsyms; i++) {
		if (!is_global_name(obj->elf->syms[i]))
			continue;
		nodes[i].name = obj->elf->syms[i]->name;
		nodes[i].piece = obj->elf->syms[i]->user;
		HASH_ADD_KEYPTR(hh, all, nodes[i].name, strlen(nodes[i].name), &nodes[i]);
	}
	return all;
}

/* What @piece is called, for one who knows it as @name. */
static const char *other_name(const struct piece *piece, const char *name)
{
	return strcmp(piece->sym->name, name) != 0 ? piece->sym->name : "a definition of its own";
}

static void check_name(const struct symbol *sym, const struct piece *was)
{
	const struct piece *is = sym->user;

	/* What was init's is gone, and nobody calls it any more. */
	if (is->twin == was || is_init_section(was->sec))
		return;
	error("%s: %s: this name was that of %s and is that of %s now; a patch cannot give a name of the running kernel to something else: change what it stood for",
	      is->sec->elf->name, sym->name, other_name(was, sym->name), other_name(is, sym->name));
}

void check_aliases(const struct diff *diff)
{
	struct global *all = index_globals(&diff->orig), *found;

	for (size_t i = 1; i < diff->patched.elf->nsyms; i++) {
		const struct symbol *sym = diff->patched.elf->syms[i];

		if (!is_global_name(sym))
			continue;
		HASH_FIND_STR(all, sym->name, found);
		if (found)
			check_name(sym, found->piece);
	}
	HASH_CLEAR(hh, all);
}
