// SPDX-License-Identifier: GPL-2.0-only
/* author.c: what did the patch's author ask for with the macros of kpatch-macros.h? */
#include "cdo.h"
#include "diag.h"
#include "../kmod/patch/kpatch-format.h"

#include <stdlib.h>
#include <string.h>

/* Call @visit for each pointer in the patched object's section @name. */
static int for_each_pointer(struct diff *diff, const char *name,
			    int (*visit)(struct diff *diff, struct target *target))
{
	struct section *sec = kelf_find_section(diff->patched.elf, name);

	for (size_t r = 0; sec && r < sec->nrelas; r++) {
		if (visit(diff, target_of(sec, r)))
			return -1;
	}
	return 0;
}

static int ignore_function(struct diff *diff, struct target *target)
{
	struct piece *piece = target->piece;

	if (!piece || !is_func(piece)) {
		error("%s: KPATCH_IGNORE_FUNCTION names something that is not a function of this file",
		      diff->patched.elf->name);
		return -1;
	}
	if (piece->status != STATUS_SAME)
		warning("%s: change ignored at the author's word", place(piece, 0));
	if (piece->twin)
		piece->status = STATUS_SAME;
	for (struct piece *part = piece->children; part; part = part->sibling) {
		if (part->twin)
			part->status = STATUS_SAME;
	}
	return 0;
}

static void ignore_pieces_of(struct diff *diff, const char *name)
{
	for (size_t i = 0; i < diff->patched.npieces; i++) {
		struct piece *piece = diff->patched.pieces[i];

		if (strcmp(piece->sec->name, name) || piece->status == STATUS_SAME || !piece->twin)
			continue;
		warning("%s: change ignored at the author's word", place(piece, 0));
		piece->status = STATUS_SAME;
	}
}

/* The string that a pointer of the author's leads to; NULL when it is none. */
static const char *string_at(const struct target *target)
{
	const struct piece *piece = target->piece;

	if (!piece || !piece->sec->data ||
	    !memchr(piece->sec->data + piece->start, 0, piece_size(piece)))
		return NULL;
	return (const char *)piece->sec->data + piece->start;
}

static int ignore_section(struct diff *diff, struct target *target)
{
	const char *name = string_at(target);

	if (!name) {
		error("%s: KPATCH_IGNORE_SECTION does not hold a string", diff->patched.elf->name);
		return -1;
	}
	if (!kelf_find_section(diff->patched.elf, name)) {
		error("%s: KPATCH_IGNORE_SECTION names '%s', which this object does not have",
		      diff->patched.elf->name, name);
		return -1;
	}
	ignore_pieces_of(diff, name);
	return 0;
}

int obey_author(struct diff *diff)
{
	if (for_each_pointer(diff, KPATCH_SEC_IGNORE_FUNCS, ignore_function) ||
	    for_each_pointer(diff, KPATCH_SEC_IGNORE_SECS, ignore_section))
		return -1;
	return 0;
}

/* "foo" of "struct foo" */
static const char *without_keyword(const char *type)
{
	const char *space = strrchr(type, ' ');

	return space ? space + 1 : type;
}

bool author_ignores_layout(const struct diff *diff, const char *type)
{
	const struct section *sec = kelf_find_section(diff->patched.elf, KPATCH_SEC_IGNORE_LAYOUTS);

	for (size_t r = 0; sec && r < sec->nrelas; r++) {
		const char *name = string_at(target_of(sec, r));

		if (name && !strcmp(without_keyword(name), type))
			return true;
	}
	return false;
}
