// SPDX-License-Identifier: GPL-2.0-only
/*
 * bugs.c: where do the fields of an entry of __bug_table lead?
 *
 *	2:	.long 1b - 2b		until 5.18: from the entry's start
 *		.long file - 2b
 *
 *		.long 1b - .		since 5.19: from the field itself
 *		.long file - .
 *
 * The relocations of both look alike, but only one way to read them leads to
 * file names.
 */
#include "diag.h"
#include "tables.h"

#include <ctype.h>
#include <string.h>

/* 0: no string starts at @at; 1: one does; 2: it ends like the name of a source file. */
static unsigned int likeness(const struct section *sec, int64_t at)
{
	const char *text, *dot;

	if (!sec->data || at < 0 || (uint64_t)at >= sec->size || !sec->data[at] ||
	    (at && sec->data[at - 1]))
		return 0;
	text = (const char *)sec->data + at;
	if (!memchr(text, 0, sec->size - (uint64_t)at))
		return 0;
	dot = strrchr(text, '.');
	return dot && isalpha((unsigned char)dot[1]) && strlen(dot) <= 3 ? 2 : 1;
}

/* Does the field hold a distance to something that is neither code nor in the table? */
static bool is_distance_to_data(const struct section *sec, const struct rela *rela)
{
	const struct section *to = rela->sym->sec;

	return to && to != sec && !section_is_exec(to) && rela->type != sec->elf->arch->abs64;
}

int bug_learn(struct section *sec)
{
	uint64_t size = cut_of(sec)->entry_size;
	unsigned int asked = 0, from_entry = 0, from_field = 0;

	for (size_t r = 0; r < sec->nrelas; r++) {
		const struct rela *rela = &sec->relas[r];
		int64_t at = (int64_t)rela->sym->sym.st_value + rela->addend;
		int64_t field = (int64_t)(rela->offset % size);
		unsigned int here, before;

		if (!field || !is_distance_to_data(sec, rela))
			continue;
		here = likeness(rela->sym->sec, at);
		before = likeness(rela->sym->sec, at - field);
		asked++;
		from_field += here > before;
		from_entry += before > here;
	}
	if (asked && !from_entry == !from_field) {
		error("%s: %s: its fields could count from the entry's start or from themselves: %s leads to file names; the object is damaged",
		      sec->elf->name, sec->name, from_entry ? "now this, now that" : "neither");
		return -1;
	}
	cut_of(sec)->from_entry = from_entry;
	return 0;
}

/* The instruction that traps may be the last of its function, and the field lead to its end. */
int64_t bug_field_bias(const struct piece *entry, const struct rela *rela)
{
	const struct section *to = rela->sym->sec;
	const struct arch *arch = entry->sec->elf->arch;
	int64_t field = (int64_t)(rela->offset - entry->start);

	if (!field)
		return arch->traps_before && to->data &&
		       arch->traps_before(to, rela->sym->sym.st_value + (uint64_t)rela->addend) ? -1 : 0;
	return cut_of(entry->sec)->from_entry ? -field : 0;
}
