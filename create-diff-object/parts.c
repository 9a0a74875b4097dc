// SPDX-License-Identifier: GPL-2.0-only
/*
 * parts.c: which pieces of code are parts of another function?
 *
 * GCC moves the unlikely paths of foo() to foo.cold, which foo jumps to and
 * which jumps back into the middle of foo: neither is of use without the other.
 */
#include "cdo.h"

#include <string.h>
#include <uthash.h>

struct by_name {
	const char *key;
	struct piece *piece;
	UT_hash_handle hh;
};

/* Locals of different source files in one object (ld -r) share names. */
static const char *key_of(struct object *obj, const char *name, const char *file)
{
	return kelf_printf(obj->elf, "%s\n%s", name, file ? file : "");
}

static void adopt(struct piece *parent, struct piece *child)
{
	child->parent = parent;
	child->sibling = parent->children;
	parent->children = child;
}

/* By each of its names: foo.cold is that of foo, whatever aliases foo has. */
static struct by_name *index_functions(struct object *obj)
{
	struct by_name *all = NULL, *node;

	for (size_t i = 1; i < obj->elf->nsyms; i++) {
		const struct symbol *sym = obj->elf->syms[i];
		struct piece *piece = sym->user;

		if (!piece || !is_func(piece))
			continue;
		node = kelf_alloc(obj->elf, sizeof(*node));
		node->key = key_of(obj, sym->name, symbol_is_local(sym) ? sym->file : NULL);
		node->piece = piece;
		HASH_ADD_KEYPTR(hh, all, node->key, strlen(node->key), node);
	}
	return all;
}

/* A part is local; its function is a static one of the same source file, or global. */
static void find_parts_of(struct object *obj)
{
	struct by_name *all = index_functions(obj), *found;

	for (size_t i = 0; i < obj->npieces; i++) {
		struct piece *piece = obj->pieces[i];
		const char *parent = is_func(piece) ? parent_function_name(piece->sym->name) : NULL;
		const char *key;

		if (!parent)
			continue;
		key = key_of(obj, parent, piece->sym->file);
		HASH_FIND_STR(all, key, found);
		if (!found) {
			key = key_of(obj, parent, NULL);
			HASH_FIND_STR(all, key, found);
		}
		if (found && found->piece != piece)
			adopt(found->piece, piece);
	}
	HASH_CLEAR(hh, all);
}

int find_parts(struct diff *diff)
{
	find_parts_of(&diff->orig);
	find_parts_of(&diff->patched);
	return 0;
}
