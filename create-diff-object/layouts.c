// SPDX-License-Identifier: GPL-2.0-only
/*
 * layouts.c: does the patched code still read the running kernel's memory as it is laid out?
 *
 * A structure that gains a member, or has one moved, is in memory as the old code made it.
 * The patched code would read and write beside its members, so that is refused.
 */
#include "cdo.h"
#include "diag.h"
#include "typeinfo.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum how {
	UNCHANGED,
	ADDED,
	MOVED,
	RESIZED,
	OTHER_ELEMENTS,	/* of an array at the end */
	OTHER_SIZE,	/* of the whole */
};

/* How a type differs first. */
struct difference {
	enum how how;
	const struct type *was, *is;
	const struct member *old, *new;
};

#define UNIQUE "__UNIQUE_ID_"

/* Behind the kernel's __UNIQUE_ID() stands a number that counts what the file has of them. */
static size_t name_length(const char *name)
{
	size_t length = strlen(name);

	while (!strncmp(name, UNIQUE, strlen(UNIQUE)) && length && name[length - 1] >= '0' &&
	       name[length - 1] <= '9')
		length--;
	return length;
}

static bool same_name(const char *a, const char *b)
{
	size_t length = name_length(a);

	return length == name_length(b) && !strncmp(a, b, length);
}

static const struct member *find_member(const struct type *type, const char *name)
{
	for (size_t i = 0; i < type->nmembers; i++) {
		if (same_name(type->members[i].name, name))
			return &type->members[i];
	}
	return NULL;
}

static bool same_place(const struct member *a, const struct member *b)
{
	return a->at == b->at && a->size == b->size && a->element == b->element &&
	       a->form == b->form;
}

/*
 * What @new was; NULL: it is new.  Members mostly keep their order, so @next is the first
 * one to look at; it may be @new under another name.
 */
static const struct member *find_old(const struct type *was, const struct type *is,
				     const struct member *new, size_t *next)
{
	const struct member *old = *next < was->nmembers ? &was->members[*next] : NULL;

	if (old && (same_name(old->name, new->name) ||
		    (same_place(old, new) && !find_member(was, new->name) &&
		     !find_member(is, old->name)))) {
		++*next;
		return old;
	}
	old = find_member(was, new->name);
	if (old)
		*next = (size_t)(old - was->members) + 1;
	return old;
}

/* One that goes on, and holds the bit. */
static const struct member *kept_at(const struct type *was, const struct type *is, uint64_t bit)
{
	for (size_t i = 0; i < was->nmembers; i++) {
		const struct member *old = &was->members[i], *still;

		if (old->at > bit || bit - old->at >= old->size)
			continue;
		still = find_member(is, old->name);
		if (still && same_place(old, still))
			return old;
	}
	return NULL;
}

/* Is it another view of members that go on, as in a union with them? */
static bool is_view(const struct type *was, const struct type *is, const struct member *new)
{
	const struct member *old;

	for (uint64_t bit = new->at; bit - new->at < new->size; bit = old->at + old->size) {
		old = kept_at(was, is, bit);
		if (!old)
			return false;
	}
	return true;
}

static enum how compare_member(const struct type *was, const struct type *is,
			       const struct member *old, const struct member *new)
{
	/* an array at the end is no memory that was there */
	if (!old)
		return new->size && !is_view(was, is, new) ? ADDED : UNCHANGED;
	if (old->at != new->at)
		return MOVED;
	if (old->size != new->size)
		return RESIZED;
	return old->element != new->element && !new->size ? OTHER_ELEMENTS : UNCHANGED;
}

static struct difference compare_type(const struct type *was, const struct type *is)
{
	struct difference diff = { .was = was, .is = is };
	size_t next = 0;

	for (size_t i = 0; i < is->nmembers; i++) {
		diff.new = &is->members[i];
		diff.old = find_old(was, is, diff.new, &next);
		diff.how = compare_member(was, is, diff.old, diff.new);
		if (diff.how)
			return diff;
	}
	diff.how = was->size != is->size ? OTHER_SIZE : UNCHANGED;
	return diff;
}

/* Does it differ only because what it holds does, which is refused itself? */
static bool is_consequence(const struct diff *diff, const struct difference *diffs, size_t n,
			   const struct difference *one)
{
	const char *holds = one->how == RESIZED ? one->new->holds : NULL;

	for (size_t i = 0; holds && i < n; i++) {
		if (&diffs[i] != one && !strcmp(diffs[i].is->name, holds))
			return !author_ignores_layout(diff, holds);
	}
	return false;
}

/* What the difference is, in a static buffer. */
static const char *describe(const struct difference *diff)
{
	static char text[512];
	const char *name = diff->new ? diff->new->name : "";

	switch (diff->how) {
	case ADDED:
		snprintf(text, sizeof(text), "new member %s", name);
		break;
	case MOVED:
		snprintf(text, sizeof(text), "member %s moves from bit %" PRIu64 " to %" PRIu64, name,
			 diff->old->at, diff->new->at);
		if (diff->old->at % 8 == 0 && diff->new->at % 8 == 0)
			snprintf(text, sizeof(text), "member %s moves from byte %" PRIu64 " to %" PRIu64,
				 name, diff->old->at / 8, diff->new->at / 8);
		break;
	case RESIZED:
		snprintf(text, sizeof(text), "member %s has %" PRIu64 " bits instead of %" PRIu64, name,
			 diff->new->size, diff->old->size);
		break;
	case OTHER_ELEMENTS:
		snprintf(text, sizeof(text), "member %s has elements of %" PRIu64 " bytes instead of %" PRIu64,
			 name, diff->new->element / 8, diff->old->element / 8);
		break;
	default:
		snprintf(text, sizeof(text), "its size is %" PRIu64 " bytes instead of %" PRIu64,
			 diff->is->size, diff->was->size);
	}
	return text;
}

static void tell(struct diff *diff, const struct difference *difference)
{
	const struct type *is = difference->is;
	const char *file = is->file ? is->file : diff->patched.elf->name;

	if (author_ignores_layout(diff, is->name))
		warning("%s:%d: %s %s: %s; ignored at the author's word", file, is->line, is->kind,
			is->name, describe(difference));
	else
		error("%s:%d: %s %s: %s; what the running kernel has in memory keeps the old layout: put new data into a shadow variable, or say KPATCH_IGNORE_LAYOUT(%s) if the patched code never meets such memory",
		      file, is->line, is->kind, is->name, describe(difference), is->name);
}

static void tell_all(struct diff *diff, const struct types *before, const struct types *after)
{
	struct difference *diffs = calloc(after->n + 1, sizeof(*diffs));
	size_t n = 0;

	if (!diffs)
		errx(1, "out of memory");
	for (size_t i = 0; i < after->n; i++) {
		const struct type *was = types_find(before, &after->types[i]);

		if (!was)
			continue;
		diffs[n] = compare_type(was, &after->types[i]);
		n += diffs[n].how != UNCHANGED;
	}
	for (size_t i = 0; i < n; i++) {
		if (!is_consequence(diff, diffs, n, &diffs[i]))
			tell(diff, &diffs[i]);
	}
	free(diffs);
}

void check_layouts(struct diff *diff)
{
	struct types orig, patched;

	if (!diff->nchanged)
		return;
	types_read(diff->orig.elf, &orig);
	types_read(diff->patched.elf, &patched);
	tell_all(diff, &orig, &patched);
	types_close(&patched);
	types_close(&orig);
}
