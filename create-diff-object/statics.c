// SPDX-License-Identifier: GPL-2.0-only
/*
 * statics.c: which static local is which?
 *
 * GCC calls them count.12 and numbers them anew whenever the file changes, so
 * the number says nothing and the name little.  Debug info names the function
 * that declares each.  Without it there is who uses them: "count" of show() is
 * the variable that show() refers to.  A function without a twin (split off or
 * inlined by the compiler) stands for those that call it.
 *
 * Two variables are never matched on a guess: losing a value or sharing one
 * between two counters is a wrong patch.  What stays unmatched is new.  When
 * candidates were left over, or only their order speaks for a match, the variable
 * is ambiguous, and refused if the patch needs it (see verify.c).
 */
#include "cdo.h"
#include "diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#define MAX_CALLER_DEPTH 4	/* clones of clones; more means something else is wrong */

/* Who refers to a piece: an edge list in both objects' own memory. */
struct user {
	struct piece *piece;
	struct user *next;
};

struct node {
	const struct piece *piece;
	struct user *users, *last;
	UT_hash_handle hh;
};

struct variable {
	struct piece *piece;
	struct member *buckets;		/* its memberships */
};

/* One waiting variable in one bucket. */
struct member {
	struct variable *var;
	struct member *next;		/* in the bucket */
	struct bucket *bucket;
	struct member *other;		/* the same variable in its next bucket */
};

/* The variables of one base name that one function of the original uses, or declares. */
struct bucket {
	const char *key;
	struct member *orig, *patched;	/* by number */
	UT_hash_handle hh;
};

static bool waits(const struct piece *piece)
{
	return piece->kind == KIND_DATA && !piece->twin && piece->numbered;
}

static void add_user(struct object *obj, struct node **nodes, const struct piece *piece,
		     struct piece *user)
{
	struct user *u = kelf_alloc(obj->elf, sizeof(*u));
	struct node *node;

	HASH_FIND_PTR(*nodes, &piece, node);
	if (!node) {
		node = kelf_alloc(obj->elf, sizeof(*node));
		node->piece = piece;
		HASH_ADD_PTR(*nodes, piece, node);
	}
	u->piece = user;
	if (node->last)
		node->last->next = u;
	else
		node->users = u;
	node->last = u;
}

/* Edges to waiting variables and to functions without a twin; a part's are its parent's. */
static struct node *collect_users(struct object *obj)
{
	struct node *nodes = NULL;

	for (size_t i = 0; i < obj->npieces; i++) {
		struct piece *user = obj->pieces[i];
		struct range range = piece_relas(user);

		if (user->kind == KIND_ENTRY)
			user = user->subject;
		if (user && user->parent)
			user = user->parent;
		if (!user || is_pooled(user))
			continue;
		for (size_t r = range.first; r < range.last; r++) {
			struct piece *to = meant_by(obj->pieces[i]->sec, r);

			if (to && to != user && (waits(to) || (is_func(to) && !to->twin)))
				add_user(obj, &nodes, to, user);
		}
	}
	return nodes;
}

struct statics {
	struct diff *diff;
	struct bucket *buckets;
	struct variable *waiting[2];	/* of the original, of the patched; by number */
	size_t nwaiting[2];
};

static struct bucket *bucket_of(struct statics *st, const char *key)
{
	struct bucket *bucket;

	HASH_FIND_STR(st->buckets, key, bucket);
	if (!bucket) {
		bucket = kelf_alloc(st->diff->orig.elf, sizeof(*bucket));
		bucket->key = key;
		HASH_ADD_KEYPTR(hh, st->buckets, bucket->key, strlen(bucket->key), bucket);
	}
	return bucket;
}

static void join(struct statics *st, struct variable *var, bool patched, const char *key)
{
	struct bucket *bucket = bucket_of(st, key);
	struct member **list = patched ? &bucket->patched : &bucket->orig;
	struct member *m = kelf_alloc(st->diff->orig.elf, sizeof(*m));

	for (m->other = var->buckets; m->other; m->other = m->other->other) {
		if (m->other->bucket == bucket)
			return;
	}
	m->var = var;
	m->bucket = bucket;
	m->other = var->buckets;
	var->buckets = m;
	while (*list)
		list = &(*list)->next;
	*list = m;
}

/* The bucket of those that the function @root uses. */
static void join_user(struct statics *st, struct variable *var, bool patched,
		      const struct piece *root)
{
	const struct piece *orig = patched ? root->twin : root;

	join(st, var, patched, kelf_printf(st->diff->orig.elf, "%p %s", (const void *)orig,
					   base_name(var->piece->sym->name)));
}

/* The bucket of those that its function declares. */
static void join_scope(struct statics *st, struct variable *var, bool patched)
{
	if (var->piece->scope)
		join(st, var, patched, kelf_printf(st->diff->orig.elf, "%s %s", var->piece->scope,
						   base_name(var->piece->sym->name)));
}

/* Join a bucket for each user of @of that has a twin; others pass it on to theirs. */
static void join_by_users(struct statics *st, struct node *nodes, struct variable *var,
			  bool patched, const struct piece *of, int depth)
{
	struct node *node;

	HASH_FIND_PTR(nodes, &of, node);
	for (struct user *u = node ? node->users : NULL; u; u = u->next) {
		if (u->piece->twin)
			join_user(st, var, patched, u->piece);
		else if (depth)
			join_by_users(st, nodes, var, patched, u->piece, depth - 1);
	}
}

static int number_of(const struct piece *piece)
{
	const char *dot = strrchr(piece->sym->name, '.');

	return dot ? atoi(dot + 1) : 0;
}

static int by_number(const void *a, const void *b)
{
	const struct variable *x = a, *y = b;

	return number_of(x->piece) - number_of(y->piece);
}

/* Fill the buckets from one object. */
static void sort_into_buckets(struct statics *st, struct object *obj, bool patched)
{
	struct node *nodes = collect_users(obj);
	struct variable *waiting = kelf_alloc(obj->elf, obj->npieces * sizeof(*waiting));
	size_t n = 0;

	for (size_t i = 0; i < obj->npieces; i++) {
		if (waits(obj->pieces[i]))
			waiting[n++].piece = obj->pieces[i];
	}
	qsort(waiting, n, sizeof(*waiting), by_number);
	for (size_t i = 0; i < n; i++)
		join_scope(st, &waiting[i], patched);
	for (size_t i = 0; i < n; i++)
		join_by_users(st, nodes, &waiting[i], patched, waiting[i].piece, MAX_CALLER_DEPTH);
	HASH_CLEAR(hh, nodes);
	st->waiting[patched] = waiting;
	st->nwaiting[patched] = n;
}

static bool may_be(const struct piece *a, const struct piece *b)
{
	return is_init_section(a->sec) == is_init_section(b->sec) &&
	       (!a->scope || !b->scope || !strcmp(a->scope, b->scope));
}

static bool alike(const struct piece *a, const struct piece *b)
{
	return may_be(a, b) && piece_size(a) == piece_size(b) &&
	       section_is_writable(a->sec) == section_is_writable(b->sec) &&
	       a->sec->sh.sh_type == b->sec->sh.sh_type;
}

static size_t count_waiting(const struct member *list)
{
	size_t n = 0;

	for (; list; list = list->next)
		n += !list->var->piece->twin;
	return n;
}

static const struct member *first_waiting(const struct member *list)
{
	while (list && list->var->piece->twin)
		list = list->next;
	return list;
}

/* The one candidate for a variable over all functions that use it, or NULL. */
static struct variable *only_candidate(const struct variable *var, bool of_patched)
{
	struct variable *found = NULL;

	for (const struct member *m = var->buckets; m; m = m->other) {
		const struct member *list = of_patched ? m->bucket->orig : m->bucket->patched;

		for (; list; list = list->next) {
			if (list->var->piece->twin || list->var == found ||
			    !may_be(list->var->piece, var->piece))
				continue;
			if (found)
				return NULL;
			found = list->var;
		}
	}
	return found;
}

/* One candidate on either side: no guess. */
static void match_unique(struct statics *st)
{
	for (size_t i = 0; i < st->nwaiting[1]; i++) {
		struct variable *patched = &st->waiting[1][i];
		struct variable *orig = only_candidate(patched, true);

		if (orig && only_candidate(orig, false) == patched)
			make_twins(orig->piece, patched->piece);
	}
}

/* The one variable of @list that waits and is declared where @var is, or NULL. */
static struct piece *at_same_line(const struct member *list, const struct piece *var)
{
	struct piece *found = NULL;

	for (list = first_waiting(list); list; list = first_waiting(list->next)) {
		if (!list->var->piece->line || list->var->piece->line != var->line ||
		    !alike(list->var->piece, var))
			continue;
		if (found)
			return NULL;
		found = list->var->piece;
	}
	return found;
}

/* Each stands where it stood: nothing around them moved, or #line makes up for it. */
static bool match_by_line(struct bucket *bucket)
{
	const struct member *p;
	struct piece *orig;

	for (p = first_waiting(bucket->patched); p; p = first_waiting(p->next)) {
		orig = at_same_line(bucket->orig, p->var->piece);
		if (!orig || at_same_line(bucket->patched, orig) != p->var->piece)
			return false;
	}
	while ((p = first_waiting(bucket->patched)))
		make_twins(at_same_line(bucket->orig, p->var->piece), p->var->piece);
	return true;
}

/*
 * Several of one name in one function (two blocks, each with a "static int
 * once"): as many before as after, at the same lines, or else in the order of
 * their declaration, and each like its counterpart.  The order is a guess that
 * serves only functions that turn out unchanged.
 */
static void match_in_order(struct bucket *bucket)
{
	const struct member *o = bucket->orig, *p = bucket->patched;

	if (count_waiting(o) != count_waiting(p) || match_by_line(bucket))
		return;
	for (o = first_waiting(o), p = first_waiting(p); o && p;
	     o = first_waiting(o->next), p = first_waiting(p->next)) {
		if (!alike(o->var->piece, p->var->piece))
			return;
	}
	while ((o = first_waiting(bucket->orig)) && (p = first_waiting(bucket->patched))) {
		p->var->piece->ambiguous = true;
		make_twins(o->var->piece, p->var->piece);
	}
}

static bool same_base_name(const struct piece *a, const struct piece *b)
{
	char base[256];	/* base_name() has one buffer for all */

	snprintf(base, sizeof(base), "%s", base_name(a->sym->name));
	return !strcmp(base, base_name(b->sym->name));
}

/*
 * Nobody refers to these: rows of tables that are called by number
 * (__UNIQUE_ID_).  The same rows in the same order are the same.
 */
static void match_unused(struct statics *st)
{
	size_t o = 0;

	for (size_t p = 0; p < st->nwaiting[1]; p++) {
		struct variable *patched = &st->waiting[1][p];

		if (patched->buckets || patched->piece->twin)
			continue;
		for (size_t i = o; i < st->nwaiting[0]; i++) {
			struct piece *orig = st->waiting[0][i].piece;

			if (orig->twin || st->waiting[0][i].buckets ||
			    strcmp(orig->sec->name, patched->piece->sec->name) ||
			    !same_base_name(orig, patched->piece) ||
			    !same_content(orig, patched->piece))
				continue;
			make_twins(orig, patched->piece);
			o = i + 1;
			break;
		}
	}
}

/* Whoever is left while a candidate is left, too, might be that one. */
static void mark_ambiguous(struct statics *st)
{
	for (size_t i = 0; i < st->nwaiting[1]; i++) {
		struct variable *var = &st->waiting[1][i];

		if (var->piece->twin)
			continue;
		for (const struct member *m = var->buckets; m; m = m->other)
			var->piece->ambiguous |= count_waiting(m->bucket->orig) != 0;
	}
}

/* "hits" of GCC's "hits.12" and of clang's "show.hits.3", and of a "hits" outside of functions. */
static const char *plain_name(struct object *obj, const struct piece *piece)
{
	const char *base = base_name(piece->sym->name), *dot = strrchr(base, '.');

	return kelf_printf(obj->elf, "%s", dot ? dot + 1 : base);
}

/* A variable that has no counterpart, and whose value would be missed. */
static bool is_lone_variable(const struct piece *piece)
{
	return piece->kind == KIND_DATA && !piece->twin && !is_init_section(piece->sec) &&
	       !is_harmless_when_new(piece);
}

struct lost_name {
	const char *name;
	UT_hash_handle hh;
};

/*
 * Moved into a function, out of it, or to another one, a variable is a new one
 * for the compiler; whoever moved it may want the old one's value.
 */
static void mark_moved(struct diff *diff)
{
	struct lost_name *lost = NULL, *node, *found;

	for (size_t i = 0; i < diff->orig.npieces; i++) {
		if (!is_lone_variable(diff->orig.pieces[i]))
			continue;
		node = kelf_alloc(diff->orig.elf, sizeof(*node));
		node->name = plain_name(&diff->orig, diff->orig.pieces[i]);
		HASH_ADD_KEYPTR(hh, lost, node->name, strlen(node->name), node);
	}
	for (size_t i = 0; lost && i < diff->patched.npieces; i++) {
		struct piece *piece = diff->patched.pieces[i];

		if (!is_lone_variable(piece) || !symbol_is_local(piece->sym))
			continue;
		HASH_FIND_STR(lost, plain_name(&diff->patched, piece), found);
		piece->moved = found != NULL;
	}
	HASH_CLEAR(hh, lost);
}

/* Debug info is large: read it only where there is something to mistake. */
static bool needs_scopes(const struct object *obj)
{
	for (size_t i = 0; i < obj->npieces; i++) {
		if (waits(obj->pieces[i]) && !is_harmless_when_new(obj->pieces[i]))
			return true;
	}
	return false;
}

int correlate_statics(struct diff *diff)
{
	struct statics st = { .diff = diff };
	struct bucket *bucket, *tmp;

	if (needs_scopes(&diff->orig) && needs_scopes(&diff->patched)) {
		find_scopes(&diff->orig);
		find_scopes(&diff->patched);
	}
	sort_into_buckets(&st, &diff->orig, false);
	sort_into_buckets(&st, &diff->patched, true);
	match_unique(&st);
	HASH_ITER(hh, st.buckets, bucket, tmp)
		match_in_order(bucket);
	match_unused(&st);
	mark_ambiguous(&st);
	mark_moved(diff);
	HASH_CLEAR(hh, st.buckets);
	return 0;
}
