// SPDX-License-Identifier: GPL-2.0-only
/*
 * aim.c: which piece does each relocation mean?
 *
 * Needs the pieces that have names.  Leaves a target for each relocation, and
 * marks the places that have none yet, where pieces.c goes on cutting.
 */
#include "cdo.h"
#include "pieces.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

struct branches {
	struct section *sec;
	struct branch *list;
	size_t n, cap;
};

static int note_branch(const struct branch *branch, void *arg)
{
	struct branches *found = arg;

	if (branch->target > found->sec->size)
		return 0;
	if (!branch->fits) {
		piece_at(found->sec, branch->offset)->glued = true;
		return 0;
	}
	found->list = pieces_grow(found->list, &found->cap, found->n, sizeof(*found->list));
	found->list[found->n++] = *branch;
	return 0;
}

static void add_branch_rela(struct section *sec, const struct branch *branch)
{
	unsigned int size = sec->elf->arch->rela_size(branch->type);
	uint8_t *field = sec->data + branch->offset;

	kelf_put(sec->elf, field, size, kelf_get(sec->elf, field, size) & ~branch->mask);
	kelf_add_rela(sec, branch->offset, branch->type, kelf_section_symbol(sec),
		      (int64_t)branch->target + branch->addend);
}

static int restore_in(struct object *obj, struct section *sec)
{
	const struct arch *arch = obj->elf->arch;
	struct branches found = { .sec = sec };
	struct cut *cut = cut_of(sec);
	int ret = 0;

	if (cut->role != ROLE_CODE || cut->npieces < 2 || !sec->data)
		return 0;
	for (size_t i = 0; i < cut->npieces && !ret; i++)
		ret = arch->each_branch(sec, cut->pieces[i]->start, cut->pieces[i]->end,
					note_branch, &found);
	for (size_t i = 0; i < found.n && !ret; i++)
		add_branch_rela(sec, &found.list[i]);
	free(found.list);
	return ret;
}

int restore_branches(struct object *obj)
{
	return each_section(obj, restore_in);
}

/*
 * In position-independent code clang turns a table of strings into one of
 * distances, which count from its start as those of a jump table do.
 */
static int64_t string_table_bias(const struct piece *from, const struct rela *rela)
{
	if (!from->sym || strncmp(from->sym->name, "reltable.", strlen("reltable.")) != 0 ||
	    rela->type == from->sec->elf->arch->abs64)
		return 0;
	return -(int64_t)(rela->offset - from->start);
}

/* Where a relocation leads, as an offset into the section of its symbol. */
static void aim(struct section *sec, size_t r)
{
	const struct rela *rela = &sec->relas[r];
	struct target *target = target_of(sec, r);
	const struct piece *from;

	if (!rela->sym->sec)
		return;
	from = piece_at(sec, rela->offset);
	target->bias = sec->elf->arch->rela_bias(sec, rela, from ? from->start : 0,
						 from ? from->end : sec->size);
	if (from && from->table)
		target->bias += table_field_bias(from, rela);
	if (from)
		target->bias += string_table_bias(from, rela);
	target->off = (int64_t)rela->sym->sym.st_value + rela->addend + target->bias;
}

static bool is_in_symbol(const struct symbol *sym, int64_t off)
{
	return !symbol_is_section(sym) && sym->user && off >= 0;
}

/* Note the places without a piece that relocations lead to. */
static void mark(struct section *sec, size_t r)
{
	struct symbol *sym = sec->relas[r].sym;
	struct target *target = target_of(sec, r);
	struct cut *cut;

	if (!sym->sec || is_in_symbol(sym, target->off))
		return;
	cut = cut_of(sym->sec);
	if (cut->role == ROLE_IGNORED || cut->role == ROLE_TABLE || cut->role == ROLE_COMPANION)
		return;
	if (target->off < 0 || (uint64_t)target->off >= sym->sec->size ||
	    piece_at(sym->sec, (uint64_t)target->off))
		return;
	cut->marks = pieces_grow(cut->marks, &cut->marks_cap, cut->nmarks, sizeof(*cut->marks));
	cut->marks[cut->nmarks++] = (uint64_t)target->off;
}

static void for_each_rela(struct object *obj, void (*visit)(struct section *sec, size_t r))
{
	for (size_t i = 1; i < obj->elf->nsecs; i++) {
		struct section *sec = obj->elf->secs[i];

		if (cut_of(sec)->role == ROLE_IGNORED)
			continue;
		for (size_t r = 0; r < sec->nrelas; r++)
			visit(sec, r);
	}
}

static int make_targets(struct object *obj, struct section *sec)
{
	cut_of(sec)->targets = kelf_alloc(obj->elf, (sec->nrelas + 1) * sizeof(struct target));
	return 0;
}

/*
 * The entries of a relative jump table count from its start:
 *
 *	table:	.long case0 - table
 *		.long case1 - table
 *
 * The relocation of the second is case1 + 4 - . and so may lead behind the
 * function, into its neighbour.  The table is the function's that its first
 * entry leads to.
 */
static struct piece *table_target(const struct section *sec, size_t r)
{
	const struct rela *rela = &sec->relas[r];
	const struct section *to = rela->sym->sec;
	const struct piece *from = piece_at(sec, rela->offset);
	int64_t off = target_of(sec, r)->off;
	struct piece *func, *piece;
	size_t first;

	if (!from || from->kind != KIND_CONST || !section_is_exec(to) ||
	    rela->type == sec->elf->arch->abs64)
		return NULL;
	first = piece_relas(from).first;
	func = first < r ? target_of(sec, first)->piece : NULL;
	off -= (int64_t)(rela->offset - from->start);
	piece = func && off >= 0 ? piece_at(to, (uint64_t)off) : NULL;
	return piece == func ? func : NULL;
}

static void bind_target(struct section *sec, size_t r)
{
	struct symbol *sym = sec->relas[r].sym;
	struct target *target = target_of(sec, r);
	struct piece *piece;

	if (!sym->sec)
		return;
	piece = is_in_symbol(sym, target->off) ? sym->user : table_target(sec, r);
	if (!piece && target->off >= 0)
		piece = piece_at(sym->sec, (uint64_t)target->off);
	/* An address just before or after an array: the only piece there is must be meant. */
	if (!piece && cut_of(sym->sec)->npieces == 1)
		piece = cut_of(sym->sec)->pieces[0];
	target->piece = piece;
	if (piece)
		target->off -= (int64_t)piece->start;
}

void aim_relocations(struct object *obj)
{
	each_section(obj, make_targets);
	for_each_rela(obj, aim);
	for_each_rela(obj, mark);
}

void bind_targets(struct object *obj)
{
	for_each_rela(obj, bind_target);
}
