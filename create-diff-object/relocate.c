// SPDX-License-Identifier: GPL-2.0-only
/*
 * relocate.c: where do the copied pieces' relocations lead now?
 *
 * To the copy of what was copied, else to what stays behind (references.c).
 */
#include "cdo.h"
#include "diag.h"

#include <string.h>

/*
 * A pointer to a changed function may outlive the patch (a timer, an ops
 * table), so it must be that of the original, which the tracer redirects; one
 * that the function itself hands on, too.  Calls go to the new one directly.
 */
static bool wants_original(const struct piece *from, size_t r)
{
	const struct target *target = target_of(from->sec, r);
	const struct piece *to = target->piece;

	if (!is_func(to) || to->status != STATUS_CHANGED || to->parent)
		return false;
	if (from->kind == KIND_ENTRY || is_author_section(from->sec))
		return false;
	/* A label inside it (_THIS_IP_) is not the function. */
	if (target->off != (int64_t)(to->sym->sym.st_value - to->start))
		return false;
	return !from->sec->elf->arch->rela_is_branch(from->sec, &from->sec->relas[r]);
}

/* The addend that leads to the same place from the section symbol of the copy. */
static int64_t copy_addend(const struct rela *rela, const struct piece *to)
{
	return (int64_t)rela->sym->sym.st_value + rela->addend - (int64_t)to->start +
	       (int64_t)to->out_start;
}

/*
 * An address that is loaded from a table of one entry for each symbol must have
 * a symbol: unnamed constants get one.
 */
static struct symbol *symbol_of_copy(struct diff *diff, const struct rela *rela,
				     const struct piece *to)
{
	struct symbol *named = diff->out_syms[rela->sym->index];
	const struct arch *arch = diff->out->arch;

	if (named || !arch->rela_is_entry || !arch->rela_is_entry(rela->type))
		return named;
	return kelf_add_symbol(diff->out, rela->sym->name, GELF_ST_INFO(STB_LOCAL, STT_NOTYPE),
			       to->out,
			       rela->sym->sym.st_value - to->start + to->out_start, 0);
}

static void point_to_copy(struct diff *diff, const struct piece *from, uint64_t offset,
			  const struct rela *rela, const struct piece *to)
{
	struct symbol *named = symbol_of_copy(diff, rela, to);

	if (named)
		kelf_add_rela(from->out, offset, rela->type, named, rela->addend);
	else
		kelf_add_rela(from->out, offset, rela->type, kelf_section_symbol(to->out),
			      copy_addend(rela, to));
}

/*
 * Where in the patched object is what reference_to() names?  A function is
 * named by its start; of data, the original's name may be that of a part.
 */
static int64_t reference_place(const struct piece *to)
{
	const struct piece *twin = to->twin;

	if (is_func(to))
		return (int64_t)to->sym->sym.st_value;
	return (int64_t)(to->start + twin->sym->sym.st_value - twin->start);
}

static int point_outside(struct diff *diff, const struct piece *from, uint64_t offset,
			 const struct rela *rela, const struct piece *to)
{
	const struct arch *arch = diff->out->arch;
	struct rela new = *rela;
	const char *why;

	new.offset = offset;
	new.sym = reference_to(diff, to, rela->sym);
	if (!new.sym || check_landing(diff, from, rela, to))
		return -1;
	if (to)
		new.addend += (int64_t)rela->sym->sym.st_value - reference_place(to);
	why = arch->lead_out && new.sym->index ? arch->lead_out(from->out, &new) : NULL;
	if (why) {
		error("%s: refers to %s, which is not in the module: %s",
		      place(from, rela->offset - from->start), to ? piece_name(to) : rela->sym->name, why);
		return -1;
	}
	kelf_add_rela(from->out, offset, new.type, new.sym, new.addend);
	return 0;
}

/* A place in a section that holds nothing, as that of a replacement of 0 bytes. */
static int point_to_nothing(struct diff *diff, const struct piece *from, uint64_t offset,
			    const struct rela *rela)
{
	const struct section *sec = rela->sym->sec;
	struct section *out;

	if (cut_of(sec)->role == ROLE_IGNORED) {
		error("%s: refers to section %s, which has no place in a patch",
		      place(from, rela->offset - from->start), sec->name);
		return -1;
	}
	if (cut_of(sec)->npieces) {
		error("%s: refers to a place outside of section %s, and what of that section is meant cannot be told; take the variable out of the section",
		      place(from, rela->offset - from->start), sec->name);
		return -1;
	}
	out = kelf_find_section(diff->out, sec->name);
	if (!out)
		out = kelf_add_section(diff->out, sec->name, sec->sh.sh_type, sec->sh.sh_flags,
				       sec->sh.sh_addralign, 0);
	kelf_add_rela(from->out, offset, rela->type, kelf_section_symbol(out), 0);
	return 0;
}

static int relocate_piece(struct diff *diff, const struct piece *piece)
{
	struct range range = piece_relas(piece);
	int ret = 0;

	for (size_t r = range.first; r < range.last; r++) {
		const struct rela *rela = &piece->sec->relas[r];
		const struct piece *to = target_of(piece->sec, r)->piece;
		uint64_t offset = rela->offset - piece->start + piece->out_start;

		if (is_overridden(diff, rela->sym))
			ret |= point_outside(diff, piece, offset, rela, NULL);
		else if (!to && rela->sym->sec)
			ret |= point_to_nothing(diff, piece, offset, rela);
		else if (to && to->included && !wants_original(piece, r))
			point_to_copy(diff, piece, offset, rela, to);
		else
			ret |= point_outside(diff, piece, offset, rela, to);
	}
	return ret;
}

int relocate(struct diff *diff)
{
	const struct kelf *orig = diff->orig.elf;
	int ret = 0;

	diff->tracks_branches = orig->arch->tracks_branches && orig->arch->tracks_branches(orig);
	for (size_t i = 0; i < diff->patched.npieces; i++) {
		if (diff->patched.pieces[i]->included)
			ret |= relocate_piece(diff, diff->patched.pieces[i]);
	}
	return ret;
}
