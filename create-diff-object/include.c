// SPDX-License-Identifier: GPL-2.0-only
/*
 * include.c: what must the patch carry?
 *
 * Starts from the changed functions, what is new for other files, and the
 * author's sections; then follows every relocation.  Sets included.
 */
#include "cdo.h"
#include "diag.h"

#include <stdlib.h>
#include <string.h>

struct worklist {
	struct piece **pieces;
	size_t n;
};

static void take(struct worklist *work, struct piece *piece)
{
	if (piece->included)
		return;
	piece->included = true;
	work->pieces[work->n++] = piece;
}

bool is_author_section(const struct section *sec)
{
	return !strncmp(sec->name, ".kpatch.", 8) && strncmp(sec->name, ".kpatch.ignore.", 15);
}

static bool is_seed(const struct piece *piece)
{
	if (is_init_section(piece->sec))
		return false;
	if (is_author_section(piece->sec))
		return true;
	if (is_func(piece) && piece->status == STATUS_CHANGED)
		return true;
	/* What is new and global may be what another file of the patch calls. */
	return piece->sym && piece->status == STATUS_NEW && !symbol_is_local(piece->sym);
}

/* Nothing like it stays behind: take a copy along. */
static bool must_be_carried(const struct piece *piece)
{
	if (piece->kind == KIND_ENTRY || is_init_section(piece->sec))
		return false;
	return is_anonymous(piece) || piece->status == STATUS_NEW;
}

static void follow(struct worklist *work, struct piece *piece)
{
	struct range range = piece_relas(piece);

	for (size_t r = range.first; r < range.last; r++) {
		struct piece *to = target_of(piece->sec, r)->piece;

		if (!to)
			continue;
		to->referred = true;
		if (must_be_carried(to))
			take(work, to);
	}
	for (struct piece *child = piece->children; child; child = child->sibling)
		take(work, child);
	for (struct piece *entry = piece->entries; entry; entry = entry->next_entry)
		take(work, entry);
}

/* Of what is included: does it make a patch of it? */
static bool is_change(const struct piece *piece)
{
	return is_author_section(piece->sec) || (is_func(piece) && !piece->parent);
}

int include(struct diff *diff)
{
	struct object *obj = &diff->patched;
	struct worklist work = {
		.pieces = kelf_alloc(obj->elf, obj->npieces * sizeof(*work.pieces)),
	};

	for (size_t i = 0; i < obj->npieces; i++) {
		if (is_seed(obj->pieces[i]))
			take(&work, obj->pieces[i]);
	}
	for (size_t i = 0; i < work.n; i++)
		follow(&work, work.pieces[i]);
	for (size_t i = 0; i < obj->npieces; i++) {
		if (obj->pieces[i]->included && is_change(obj->pieces[i]))
			diff->nchanged++;
	}
	return 0;
}
