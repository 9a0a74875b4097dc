// SPDX-License-Identifier: GPL-2.0-only
/*
 * compare.c: which pieces changed?
 *
 * Needs twins.  Sets status and reason of the patched object's pieces; includes
 * nothing.  Two pieces are the same when their bytes are and each relocation
 * leads to the twin of what the original's leads to; anonymous strings and
 * constants have no twins and are compared by what they hold.
 */
#include "cdo.h"
#include "diag.h"
#include "tables.h"

#include <string.h>

#define MAX_DEPTH 8	/* anonymous pieces that refer to anonymous pieces */

static bool same_at_depth(const struct piece *a, const struct piece *b, int depth);
static bool same_relas(const struct piece *a, const struct piece *b, int depth);

/* Bytes of a piece; zeros where the section has none in the file. */
static bool same_bytes(const struct piece *a, const struct piece *b)
{
	const uint8_t *x = a->sec->data ? a->sec->data + a->start : NULL;
	const uint8_t *y = b->sec->data ? b->sec->data + b->start : NULL;

	if (piece_size(a) != piece_size(b))
		return false;
	if (x && y)
		return !memcmp(x, y, piece_size(a));
	if (!x)
		x = y;
	for (uint64_t i = 0; x && i < piece_size(a); i++) {
		if (x[i])
			return false;
	}
	return true;
}

/* Constants that no other file can see are what they hold, not where they are. */
static bool is_private_constant(const struct piece *piece)
{
	return piece->kind == KIND_DATA && is_constant_section(piece->sec) &&
	       symbol_is_local(piece->sym) && !is_init_section(piece->sec);
}

static bool same_piece(const struct piece *a, const struct piece *b, int depth)
{
	if (a->twin || b->twin)
		return a->twin == b;
	if (strings_differ_in_line(a, b))
		return true;
	if (frames_differ_in_line(a, b))
		return true;
	if (depth && descriptions_differ_in_line(a, b) && same_relas(a, b, depth - 1))
		return true;
	if ((is_anonymous(a) && is_anonymous(b)) ||
	    (is_private_constant(a) && is_private_constant(b)))
		return depth && same_at_depth(a, b, depth - 1);
	return false;
}

/* Of the symbols that are defined in no piece: somewhere else, or as a number. */
static bool same_symbol(const struct symbol *a, const struct symbol *b)
{
	bool absolute = a->sym.st_shndx == SHN_ABS;

	return !strcmp(a->name, b->name) && absolute == (b->sym.st_shndx == SHN_ABS) &&
	       (!absolute || a->sym.st_value == b->sym.st_value);
}

/* What runs under a weak name may be in another file: two names of a place are not one then. */
static bool same_weak_name(const struct symbol *a, const struct symbol *b)
{
	bool weak = symbol_bind(a) == STB_WEAK;

	return weak == (symbol_bind(b) == STB_WEAK) && (!weak || !strcmp(a->name, b->name));
}

static bool same_target(const struct section *a, size_t i, const struct section *b, size_t j, int depth)
{
	const struct rela *x = &a->relas[i], *y = &b->relas[j];
	const struct target *s = target_of(a, i), *t = target_of(b, j);

	if (!s->piece != !t->piece)
		return false;
	if (!s->piece)
		return same_symbol(x->sym, y->sym) && x->addend == y->addend;
	return s->off == t->off && same_weak_name(x->sym, y->sym) &&
	       same_piece(s->piece, t->piece, depth);
}

/* Does each of two relocations lead to the piece that it lies in, and to the same place there? */
static bool both_inward(const struct piece *a, size_t i, const struct piece *b, size_t j)
{
	const struct target *s = target_of(a->sec, i), *t = target_of(b->sec, j);

	return s->piece == a && t->piece == b && s->off == t->off;
}

static bool same_relas(const struct piece *a, const struct piece *b, int depth)
{
	const struct arch *arch = a->sec->elf->arch;
	struct range x = piece_relas(a), y = piece_relas(b);

	if (x.last - x.first != y.last - y.first)
		return false;
	for (size_t i = x.first, j = y.first; i < x.last; i++, j++) {
		const struct rela *r = &a->sec->relas[i], *s = &b->sec->relas[j];

		if (r->offset - a->start != s->offset - b->start ||
		    !arch->rela_type_equal(r->type, s->type) ||
		    (!both_inward(a, i, b, j) && !same_target(a->sec, i, b->sec, j, depth)))
			return false;
	}
	return true;
}

static bool same_at_depth(const struct piece *a, const struct piece *b, int depth)
{
	return a->kind == b->kind && same_bytes(a, b) && same_relas(a, b, depth);
}

bool same_content(const struct piece *a, const struct piece *b)
{
	return same_at_depth(a, b, MAX_DEPTH);
}

/* The 16 bits of __LINE__ after the last relocated field of a bug entry. */
static bool same_but_for_line(const struct piece *a, const struct piece *b)
{
	struct range range = piece_relas(a);
	const struct rela *last = &a->sec->relas[range.last - 1];
	uint64_t line = last->offset - a->start + a->sec->elf->arch->rela_size(last->type);

	/* Without CONFIG_DEBUG_BUGVERBOSE there is one relocation and no line. */
	if (range.last - range.first < 2 || line + 2 > piece_size(a))
		return same_bytes(a, b);
	return piece_size(a) == piece_size(b) &&
	       !memcmp(a->sec->data + a->start, b->sec->data + b->start, line) &&
	       !memcmp(a->sec->data + a->start + line + 2, b->sec->data + b->start + line + 2,
		       piece_size(a) - line - 2);
}

static bool same_entry(const struct piece *a, const struct piece *b)
{
	if (a->table->has_line)
		return same_but_for_line(a, b) && same_relas(a, b, MAX_DEPTH);
	return same_content(a, b);
}

static const struct piece *next_of(const struct table *table, const struct piece *entry)
{
	while (entry && entry->table != table)
		entry = entry->next_entry;
	return entry;
}

static bool same_entries(const struct table *table, const struct piece *orig, const struct piece *patched)
{
	const struct piece *a = next_of(table, orig->entries), *b = next_of(table, patched->entries);

	while (a && b && same_entry(a, b)) {
		a = next_of(table, a->next_entry);
		b = next_of(table, b->next_entry);
	}
	return !a && !b;
}

/*
 * A table in which two functions have different entries, or NULL.  Table by
 * table: which comes first in an object depends on other functions.
 */
static const struct table *differing_table(const struct piece *orig, const struct piece *patched)
{
	const struct piece *const both[] = { orig, patched };

	for (size_t i = 0; i < 2; i++) {
		const struct table *last = NULL;

		for (const struct piece *e = both[i]->entries; e; last = e->table, e = e->next_entry) {
			if (e->table != last && e->table->compared &&
			    !same_entries(e->table, orig, patched))
				return e->table;
		}
	}
	return NULL;
}

static void mark_changed(struct piece *piece, const char *reason)
{
	piece->status = STATUS_CHANGED;
	piece->reason = reason;
}

/* Records that the kernel keeps about places in the source, and where the line is in them. */
static const struct line_field {
	const char *section;
	uint64_t at;
	unsigned int bits;	/* of the 32 there, from the first byte on */
	bool replaceable;	/* a new one may take its place */
} line_fields[] = {
	{ "__dyndbg", 4 * 8, 18, true },		/* struct _ddebug */
	{ "__verbose", 4 * 8, 18, true },		/* the same until 5.8 */
	{ "alloc_tags", 4, 32, false },			/* struct codetag, 6.10 */
	{ "_ftrace_branch", 2 * 8, 32, false },		/* struct ftrace_branch_data */
	{ "_ftrace_annotated_branch", 2 * 8, 32, false },
};

static const struct line_field *line_field_of(const struct section *sec)
{
	for (size_t i = 0; i < sizeof(line_fields) / sizeof(line_fields[0]); i++) {
		if (!strcmp(line_fields[i].section, sec->name))
			return &line_fields[i];
	}
	return NULL;
}

static bool only_line_field_differs(const struct piece *a, const struct piece *b)
{
	const struct line_field *line = line_field_of(a->sec);
	const uint8_t *x = a->sec->data + a->start, *y = b->sec->data + b->start;
	const struct kelf *elf = a->sec->elf;
	uint64_t mask, at;

	if (!line || line_field_of(b->sec) != line || !a->sec->data || !b->sec->data ||
	    piece_size(a) != piece_size(b) || piece_size(a) < line->at + 4)
		return false;
	at = line->at;
	mask = 0xffffffff >> (32 - line->bits);
	if (elf->eh.e_ident[EI_DATA] == ELFDATA2MSB)
		mask <<= 32 - line->bits;
	return !memcmp(x, y, at) &&
	       (kelf_get(elf, x + at, 4) | mask) == (kelf_get(elf, y + at, 4) | mask) &&
	       !memcmp(x + at + 4, y + at + 4, piece_size(a) - at - 4) &&
	       same_relas(a, b, MAX_DEPTH);
}

static bool is_replaceable_record(const struct piece *piece)
{
	const struct line_field *line = line_field_of(piece->sec);

	return line && line->replaceable && symbol_is_local(piece->sym);
}

/*
 * A private constant that changed is a new constant: who uses it has changed,
 * and the old code keeps the old one.  So is a debug message's descriptor.
 * Tables of functions are none: others hold pointers to them.
 */
static bool can_be_parted(const struct piece *piece)
{
	struct range range = piece_relas(piece);

	if (!is_private_constant(piece))
		return is_replaceable_record(piece);
	for (size_t r = range.first; r < range.last; r++) {
		const struct piece *to = target_of(piece->sec, r)->piece;

		if (!to || is_func(to))
			return false;
	}
	return true;
}

/* Returns whether the variable is no longer the original's. */
static bool compare_data(struct piece *piece)
{
	struct piece *twin = piece->twin;

	if (piece->kind != KIND_DATA || piece->status != STATUS_SAME)
		return false;
	if (!serves_as(twin->sec, piece->sec)) {
		mark_changed(piece, NULL);
		return false;
	}
	if (!is_aligned_more(piece, twin) &&
	    (same_content(twin, piece) || only_line_field_differs(twin, piece)))
		return false;
	if (can_be_parted(piece) && can_be_parted(twin)) {
		piece->twin = NULL;
		twin->twin = NULL;
		piece->status = STATUS_NEW;
		return true;
	}
	mark_changed(piece, NULL);
	return false;
}

/* Parting a constant makes what points to it differ, wherever that stands. */
static void compare_all_data(struct object *obj)
{
	bool parted = true;

	while (parted) {
		parted = false;
		for (size_t i = 0; i < obj->npieces; i++)
			parted |= compare_data(obj->pieces[i]);
	}
}

/* For a person who asks why: the first place where two pieces differ. */
static void explain(const struct piece *a, const struct piece *b)
{
	struct range x = piece_relas(a), y = piece_relas(b);
	size_t n = x.last - x.first < y.last - y.first ? x.last - x.first : y.last - y.first;
	uint64_t at = 0;

	if (!diag_debug)
		return;
	while (at < piece_size(a) && at < piece_size(b) && a->sec->data && b->sec->data &&
	       a->sec->data[a->start + at] == b->sec->data[b->start + at])
		at++;
	for (size_t i = 0; i < n; i++) {
		const struct rela *r = &a->sec->relas[x.first + i], *s = &b->sec->relas[y.first + i];

		if (r->offset - a->start != s->offset - b->start ||
		    !same_target(a->sec, x.first + i, b->sec, y.first + i, MAX_DEPTH)) {
			debug("%s: reference at 0x%llx: %s+%lld, was %s+%lld", place(b, 0),
			      (unsigned long long)(s->offset - b->start), s->sym->name,
			      (long long)s->addend, r->sym->name, (long long)r->addend);
			break;
		}
	}
	debug("%s: %llu bytes, was %llu; first difference at 0x%llx", place(b, 0),
	      (unsigned long long)piece_size(b), (unsigned long long)piece_size(a),
	      (unsigned long long)at);
}

static void compare_function(struct diff *diff, struct piece *piece)
{
	const struct piece *twin = piece->twin;
	const struct table *table;

	if (!twin)
		return;
	if (!same_content(twin, piece)) {
		if (!only_lines_differ(diff, twin, piece)) {
			explain(twin, piece);
			mark_changed(piece, NULL);
			return;
		}
		debug("%s differs in line numbers alone", piece->sym->name);
	}
	table = differing_table(twin, piece);
	if (table)
		mark_changed(piece, kelf_printf(piece->sec->elf, "its entries in %s differ",
						table->section));
}

/* A function and its parts are replaced together. */
static void tie_parts(struct piece *piece)
{
	if (!piece->parent || piece->status == STATUS_SAME)
		return;
	if (piece->parent->status == STATUS_SAME)
		mark_changed(piece->parent,
			     kelf_printf(piece->sec->elf, "its part %s differs", piece->sym->name));
}

int compare(struct diff *diff)
{
	struct object *obj = &diff->patched;

	compare_all_data(obj);	/* first: parting a constant makes its users differ, too */
	for (size_t i = 0; i < obj->npieces; i++) {
		if (is_func(obj->pieces[i]))
			compare_function(diff, obj->pieces[i]);
	}
	for (size_t i = 0; i < obj->npieces; i++)
		tie_parts(obj->pieces[i]);
	return 0;
}
