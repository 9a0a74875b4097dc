// SPDX-License-Identifier: GPL-2.0-only
/*
 * migrate.c: what does the output object consist of?
 *
 * Copies the included pieces.  A piece that is a whole section stays one; the
 * others of a section are gathered in one section of that name.  Leaves
 * out/out_start in each piece and out_syms; relocations come next.
 */
#include "cdo.h"
#include "diag.h"
#include "tables.h"

#include <string.h>

static struct section *new_section_like(struct diff *diff, const struct section *sec)
{
	struct section *out = kelf_add_section(diff->out, sec->name, sec->sh.sh_type,
					       sec->sh.sh_flags & ~(uint64_t)(SHF_GROUP | SHF_INFO_LINK |
									      SHF_LINK_ORDER),
					       sec->sh.sh_addralign, 0);

	out->sh.sh_entsize = sec->sh.sh_entsize;
	return out;
}

/* As much alignment as the piece had by its place in the section. */
static uint64_t alignment(const struct piece *piece)
{
	uint64_t align = piece->sec->sh.sh_addralign ? piece->sec->sh.sh_addralign : 1;

	if (piece->kind == KIND_ENTRY)
		return 1;
	while (align > 1 && piece->start & (align - 1))
		align /= 2;
	return align;
}

/*
 * Nameless data is cut wherever something leads, and that may be the middle of
 * a constant: keep its place relative to the section's alignment, so that what
 * lay side by side still does.
 */
static void keep_place(const struct piece *piece, struct section *out)
{
	uint64_t align = piece->sec->sh.sh_addralign;

	if (piece->kind == KIND_CONST && align > 1)
		kelf_append(out, NULL, (piece->start - out->size) & (align - 1), 1);
}

static void append_piece(struct piece *piece, struct section *out)
{
	const uint8_t *data = piece->sec->data ? piece->sec->data + piece->start : NULL;

	keep_place(piece, out);
	piece->out = out;
	piece->out_start = kelf_append(out, data, piece_size(piece), alignment(piece));
}

/* The companion's entry of the same number goes along. */
static void append_companion(struct diff *diff, const struct piece *piece, struct section **out)
{
	const struct section *from = cut_of(piece->sec)->companion;
	uint64_t size = cut_of(from)->entry_size;
	uint64_t number = piece->start / cut_of(piece->sec)->entry_size;

	if (!*out)
		*out = new_section_like(diff, from);
	kelf_append(*out, from->data + number * size, size, 1);
}

static void migrate_section(struct diff *diff, struct section *sec)
{
	struct section *out = NULL, *companion = NULL;
	struct cut *cut = cut_of(sec);

	for (size_t i = 0; i < cut->npieces; i++) {
		struct piece *piece = cut->pieces[i];

		if (!piece->included)
			continue;
		if (!out)
			out = new_section_like(diff, sec);
		append_piece(piece, out);
		if (piece->table && cut->companion)
			append_companion(diff, piece, &companion);
	}
}

/*
 * A changed global function becomes a local one, so that the other objects of
 * the patch and the module's symbol table do not take it for the original.
 */
static unsigned char output_info(const struct symbol *sym)
{
	const struct piece *piece = sym->user;

	if (piece->status == STATUS_NEW && piece->kind != KIND_CODE &&
	    !is_author_section(piece->sec))
		return sym->sym.st_info;
	return GELF_ST_INFO(STB_LOCAL, symbol_type(sym));
}

static void migrate_symbols(struct diff *diff)
{
	const struct kelf *elf = diff->patched.elf;
	const char *file = NULL;

	for (size_t i = 1; i < elf->nsyms; i++) {
		const struct symbol *sym = elf->syms[i];
		const struct piece *piece = sym->user;

		if (!piece || !piece->included)
			continue;
		if (sym->file && sym->file != file) {
			file = sym->file;
			kelf_add_symbol(diff->out, file, GELF_ST_INFO(STB_LOCAL, STT_FILE), NULL, 0,
					0)->sym.st_shndx = SHN_ABS;
		}
		diff->out_syms[i] = kelf_add_symbol(diff->out, sym->name, output_info(sym), piece->out,
						    sym->sym.st_value - piece->start + piece->out_start,
						    sym->sym.st_size);
		diff->out_syms[i]->sym.st_other = sym->sym.st_other;
	}
}

int migrate(struct diff *diff)
{
	struct kelf *elf = diff->patched.elf;

	diff->out = kelf_new(elf, diff->opt.output);
	diff->out_syms = kelf_alloc(elf, elf->nsyms * sizeof(*diff->out_syms));
	for (size_t i = 1; i < elf->nsecs; i++)
		migrate_section(diff, elf->secs[i]);
	migrate_symbols(diff);
	return 0;
}
