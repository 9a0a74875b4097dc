// SPDX-License-Identifier: GPL-2.0-only
/*
 * correlate.c: which piece of the patched object is which of the original?
 *
 * Twins by full name first, then functions by their name without the compiler's
 * suffixes.  A wrong match of functions costs a needless replacement, never a
 * wrong one: a function counts as unchanged only when all that it refers to is
 * the twin of what the original refers to.  Variables are another matter, see
 * statics.c.
 */
#include "cdo.h"
#include "diag.h"

#include <stdio.h>
#include <string.h>
#include <uthash.h>

struct name_node {
	const char *key;
	struct piece *piece;	/* the first of the key */
	struct name_node *next;	/* others of the key, in the order of their places */
	struct name_node *last;
	UT_hash_handle hh;
};

/* Locals of different source files in one object (ld -r) share names. */
static const char *symbol_key(struct object *obj, const struct symbol *sym)
{
	if (!symbol_is_local(sym))
		return sym->name;
	return kelf_printf(obj->elf, "%s\n%s", sym->name, sym->file ? sym->file : "");
}

static const char *exact_key(struct object *obj, const struct piece *piece)
{
	return symbol_key(obj, piece->sym);
}

/* How much of @name comes before the suffixes of a clone. */
static size_t family_length(const char *name)
{
	static const char *const suffixes[] = {
		".isra.", ".constprop.", ".part.", ".lto_priv.", ".llvm.",
	};
	size_t cut = strlen(name);

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		const char *at = strstr(name, suffixes[i]);

		if (at && (size_t)(at - name) < cut)
			cut = (size_t)(at - name);
	}
	return cut;
}

/* "foo.isra.0" and "foo.constprop.3.cold" as "foo" and "foo.cold". */
static const char *family_key(struct object *obj, const struct piece *piece)
{
	const char *name = piece->sym->name;

	return kelf_printf(obj->elf, "%.*s%s%s\n%s", (int)family_length(name), name,
			   piece->parent ? ".cold" : "",
			   strstr(piece->sym->name, ".part.") ? ".part" : "",
			   piece->sym->file ? piece->sym->file : "");
}

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t size)
{
	for (const uint8_t *p = data; size; size--)
		hash = (hash ^ *p++) * 0x100000001b3;	/* FNV-1a */
	return hash;
}

/* Of a family, those with the same code that refers to the same names. */
static const char *clone_key(struct object *obj, const struct piece *piece)
{
	struct range range = piece_relas(piece);
	uint64_t hash = 0xcbf29ce484222325;

	if (piece->sec->data)
		hash = hash_bytes(hash, piece->sec->data + piece->start, piece_size(piece));
	for (size_t r = range.first; r < range.last; r++) {
		const struct rela *rela = &piece->sec->relas[r];
		const struct piece *to = meant_by(piece->sec, r);
		uint64_t at = rela->offset - piece->start;
		const char *name = to ? to->sym ? base_name(to->sym->name) : "" : rela->sym->name;

		hash = hash_bytes(hash, &at, sizeof(at));
		hash = hash_bytes(hash, name, family_length(name));
	}
	return kelf_printf(obj->elf, "%s\n%llx", family_key(obj, piece), (unsigned long long)hash);
}

typedef const char *key_fn(struct object *obj, const struct piece *piece);
typedef bool wanted_fn(const struct piece *piece);

static void add_name(struct name_node **all, struct object *obj, struct piece *piece, const char *key)
{
	struct name_node *node = kelf_alloc(obj->elf, sizeof(*node)), *first;

	node->piece = piece;
	node->key = key;
	HASH_FIND_STR(*all, key, first);
	if (first) {
		first->last->next = node;
		first->last = node;
	} else {
		node->last = node;
		HASH_ADD_KEYPTR(hh, *all, node->key, strlen(node->key), node);
	}
}

static struct name_node *index_pieces(struct object *obj, key_fn *key, wanted_fn *wanted)
{
	struct name_node *all = NULL;

	for (size_t i = 0; i < obj->npieces; i++) {
		if (wanted(obj->pieces[i]))
			add_name(&all, obj, obj->pieces[i], key(obj, obj->pieces[i]));
	}
	return all;
}

void make_twins(struct piece *orig, struct piece *patched)
{
	orig->twin = patched;
	patched->twin = orig;
	patched->status = STATUS_SAME;
	debug("%s is %s of the original", piece_name(patched), piece_name(orig));
}

static bool compatible(const struct piece *a, const struct piece *b)
{
	/* What was init's is gone: what has its name now is new. */
	return !a->twin && !b->twin && a->kind == b->kind &&
	       !(is_init_section(a->sec) && !is_init_section(b->sec));
}

static void match_lists(struct name_node *orig, struct name_node *patched)
{
	for (; patched; patched = patched->next) {
		struct name_node *o = orig;

		while (o && !compatible(o->piece, patched->piece))
			o = o->next;
		if (o)
			make_twins(o->piece, patched->piece);
	}
}

static void match_by(struct diff *diff, key_fn *key, wanted_fn *wanted)
{
	struct name_node *orig = index_pieces(&diff->orig, key, wanted);
	struct name_node *patched = index_pieces(&diff->patched, key, wanted);
	struct name_node *o, *p, *tmp;

	HASH_ITER(hh, patched, p, tmp) {
		HASH_FIND_STR(orig, p->key, o);
		if (o)
			match_lists(o, p);
	}
	HASH_CLEAR(hh, orig);
	HASH_CLEAR(hh, patched);
}

/* Variables whose name ends in the compiler's numbers wait for statics.c. */
static bool has_stable_name(const struct piece *piece)
{
	return piece->sym && !piece->numbered;
}

static bool is_lone_function(const struct piece *piece)
{
	return is_func(piece) && !piece->twin;
}

/* x.constprop.0 and x.constprop.1 may have exchanged their numbers. */
static bool is_lone_clone(const struct piece *piece)
{
	return is_lone_function(piece) &&
	       family_length(piece->sym->name) < strlen(piece->sym->name);
}

static bool is_known_by_name(const struct piece *piece)
{
	return has_stable_name(piece) && !(is_func(piece) && is_lone_clone(piece));
}

static bool has_exact_family(const struct piece *piece)
{
	return is_lone_function(piece) && strchr(piece->sym->name, '.');
}

static const char *bare_key(struct object *obj, const struct piece *piece)
{
	(void)obj;
	return piece->sym->name;
}

static bool is_lone_named(const struct piece *piece)
{
	return has_stable_name(piece) && !piece->twin;
}

/* "static" came or went: a function or variable is the same one by its name, if that is unique. */
static void match_across_scopes(struct diff *diff)
{
	struct name_node *orig = index_pieces(&diff->orig, bare_key, is_lone_named);
	struct name_node *patched = index_pieces(&diff->patched, bare_key, is_lone_named);
	struct name_node *o, *p, *tmp;

	HASH_ITER(hh, patched, p, tmp) {
		HASH_FIND_STR(orig, p->key, o);
		if (o && !o->next && !p->next && compatible(o->piece, p->piece) &&
		    symbol_is_local(o->piece->sym) != symbol_is_local(p->piece->sym))
			make_twins(o->piece, p->piece);
	}
	HASH_CLEAR(hh, orig);
	HASH_CLEAR(hh, patched);
}

static struct name_node *index_aliases(struct object *obj)
{
	struct name_node *all = NULL;

	for (size_t i = 1; i < obj->elf->nsyms; i++) {
		const struct symbol *sym = obj->elf->syms[i];

		if (sym->user && is_lone_named(sym->user))
			add_name(&all, obj, sym->user, symbol_key(obj, sym));
	}
	return all;
}

/* An alias came or went: what goes by another of its names now is still the same by the others. */
static void match_by_aliases(struct diff *diff)
{
	struct name_node *orig = index_aliases(&diff->orig), *patched = index_aliases(&diff->patched);
	struct name_node *o, *p, *tmp;

	HASH_ITER(hh, patched, p, tmp) {
		HASH_FIND_STR(orig, p->key, o);
		if (o)
			match_lists(o, p);
	}
	HASH_CLEAR(hh, orig);
	HASH_CLEAR(hh, patched);
}

static bool is_local_variable(const struct piece *piece)
{
	return piece->kind == KIND_DATA && symbol_is_local(piece->sym);
}

static const char *base_key(struct object *obj, const struct piece *piece)
{
	return kelf_printf(obj->elf, "%s", base_name(piece->sym->name));
}

static bool has_number(const struct piece *piece)
{
	return is_local_variable(piece) &&
	       strcmp(base_name(piece->sym->name), piece->sym->name) != 0;
}

/*
 * Clang leaves the number away from the first of several: f.count, f.count.1.
 * When f.count is removed, f.count.1 takes its name.
 */
static bool is_first_of_several(const struct name_node *numbered, const struct piece *piece)
{
	const struct name_node *found = NULL;

	if (strchr(piece->sym->name, '.'))
		HASH_FIND_STR(numbered, piece->sym->name, found);
	return found;
}

static void find_numbered(struct diff *diff)
{
	struct object *objs[] = { &diff->orig, &diff->patched };
	struct name_node *numbered[] = {
		index_pieces(objs[0], base_key, has_number),
		index_pieces(objs[1], base_key, has_number),
	};

	for (size_t o = 0; o < 2; o++) {
		for (size_t i = 0; i < objs[o]->npieces; i++) {
			struct piece *piece = objs[o]->pieces[i];

			piece->numbered = is_local_variable(piece) &&
					  (has_number(piece) ||
					   is_first_of_several(numbered[0], piece) ||
					   is_first_of_several(numbered[1], piece));
		}
	}
	HASH_CLEAR(hh, numbered[0]);
	HASH_CLEAR(hh, numbered[1]);
}

int correlate(struct diff *diff)
{
	find_numbered(diff);
	match_by(diff, exact_key, is_known_by_name);
	match_by(diff, clone_key, is_lone_clone);
	match_by(diff, exact_key, is_lone_clone);
	match_by_aliases(diff);
	match_across_scopes(diff);
	/* x.isra.0 to x.isra.1 before x to x.isra.0 */
	match_by(diff, family_key, has_exact_family);
	match_by(diff, family_key, is_lone_function);
	return 0;
}
