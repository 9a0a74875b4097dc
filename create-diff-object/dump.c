// SPDX-License-Identifier: GPL-2.0-only
/*
 * dump.c: what was made of both objects, for a person who asks why and for
 * tests.
 *
 * Needs everything up to include().  One line for each piece, by section and
 * place; lines below it are what belongs to the piece.  No addresses, no
 * numbers of sections or symbols: the same sources give the same text.
 */
#include "cdo.h"
#include "tables.h"

#include <inttypes.h>
#include <stdio.h>

static const char *kind_name(enum kind kind)
{
	static const char *const names[] = {
		[KIND_FUNC] = "function", [KIND_DATA] = "data", [KIND_STRING] = "string",
		[KIND_CONST] = "constant", [KIND_CODE] = "code", [KIND_ENTRY] = "entry",
		[KIND_UNKNOWN] = "unknown",
	};

	return names[kind];
}

static const char *status_name(enum status status)
{
	static const char *const names[] = {
		[STATUS_SAME] = "same", [STATUS_CHANGED] = "changed", [STATUS_NEW] = "new",
	};

	return names[status];
}

/* "helper", ".rodata.str1.1+0x7" */
static void print_name(const struct piece *piece)
{
	if (piece->sym)
		printf("%s", piece->sym->name);
	else
		printf("%s+0x%" PRIx64, piece->sec->name, piece->start);
}

static void print_string(const struct piece *piece)
{
	printf(" \"");
	for (uint64_t i = piece->start; piece->sec->data && i < piece->end; i++) {
		uint8_t c = piece->sec->data[i];

		if (c >= ' ' && c < 0x7f && c != '"' && c != '\\')
			putchar(c);
		else if (c || i + 1 < piece->end)
			printf("\\%03o", c);
	}
	putchar('"');
}

/* What holds of a piece of either object. */
static void print_facts(const struct piece *piece)
{
	printf("%s ", kind_name(piece->kind));
	print_name(piece);
	printf(" in %s, %" PRIu64 " bytes", piece->sec->name, piece->end - piece->start);
	if (piece->kind == KIND_STRING)
		print_string(piece);
	if (is_func(piece) && !piece->parent)
		printf(", %s", piece->has_fentry ? "fentry" : "no fentry");
	if (piece->parent)
		printf(", part of %s", piece_name(piece->parent));
	if (piece->glued)
		printf(", glued");
	if (piece->ambiguous)
		printf(", ambiguous");
	if (piece->moved)
		printf(", moved");
}

/* What was decided about a piece of the patched object. */
static void print_decision(const struct piece *piece)
{
	printf(": %s", status_name(piece->status));
	if (piece->reason)
		printf(" (%s)", piece->reason);
	if (piece->twin) {
		printf(", twin ");
		print_name(piece->twin);
	}
	if (piece->included)
		printf(", included");
}

static void print_entries(const struct piece *piece)
{
	for (const struct piece *entry = piece->entries; entry; entry = entry->next_entry)
		printf("\t%s+0x%" PRIx64 "%s\n", entry->sec->name, entry->start,
		       entry->included ? ", included" : "");
}

static void print_targets(const struct piece *piece)
{
	struct range range = piece_relas(piece);

	for (size_t r = range.first; r < range.last; r++) {
		const struct rela *rela = &piece->sec->relas[r];
		const struct target *target = target_of(piece->sec, r);

		printf("\t+0x%" PRIx64 " -> ", rela->offset - piece->start);
		if (target->piece) {
			print_name(target->piece);
			printf("%+" PRId64 "\n", target->off);
		} else {
			printf("%s%+" PRId64 ", undefined\n", rela->sym->name, rela->addend);
		}
	}
}

static void print_section(const struct section *sec, bool decided)
{
	const struct cut *cut = cut_of(sec);

	for (size_t i = 0; i < cut->npieces; i++) {
		const struct piece *piece = cut->pieces[i];

		print_facts(piece);
		if (decided)
			print_decision(piece);
		else if (piece->sym)
			printf(": twin %s", piece->twin ? piece_name(piece->twin) : "none");
		putchar('\n');
		print_entries(piece);
		if (decided && piece->included)
			print_targets(piece);
	}
}

static void print_object(const struct object *obj, const char *which, bool decided)
{
	printf("== %s\n", which);
	for (size_t i = 1; i < obj->elf->nsecs; i++)
		print_section(obj->elf->secs[i], decided);
}

int dump(struct diff *diff)
{
	if (!diff->opt.dump)
		return 0;
	print_object(&diff->orig, "original", false);
	print_object(&diff->patched, "patched", true);
	return 0;
}
