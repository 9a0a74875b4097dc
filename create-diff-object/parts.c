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
	const char *name;
	struct piece *piece;
	UT_hash_handle hh;
};

static void adopt(struct piece *parent, struct piece *child)
{
	child->parent = parent;
	child->sibling = parent->children;
	parent->children = child;
}

static void find_parts_of(struct object *obj)
{
	struct by_name *all = NULL, *nodes, *found;

	nodes = kelf_alloc(obj->elf, obj->npieces * sizeof(*nodes));
	for (size_t i = 0; i < obj->npieces; i++) {
		if (!is_func(obj->pieces[i]))
			continue;
		nodes[i].name = obj->pieces[i]->sym->name;
		nodes[i].piece = obj->pieces[i];
		HASH_ADD_KEYPTR(hh, all, nodes[i].name, strlen(nodes[i].name), &nodes[i]);
	}
	for (size_t i = 0; i < obj->npieces; i++) {
		struct piece *piece = obj->pieces[i];
		const char *parent = is_func(piece) ? parent_function_name(piece->sym->name) : NULL;

		if (!parent)
			continue;
		HASH_FIND_STR(all, parent, found);
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
