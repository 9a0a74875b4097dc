// SPDX-License-Identifier: GPL-2.0-only
/*
 * pieces.c: of what pieces does an object consist?
 *
 * A symbol with its size makes a piece; overlapping ones are aliases of one.
 * Where no symbol lies, the places that relocations lead to (aim.c notes them)
 * are where one anonymous piece ends and the next begins.  With
 * -ffunction-sections and -fdata-sections most sections hold one piece, which
 * then takes in the section's padding too.
 */
#include "cdo.h"
#include "sourcelines.h"
#include "diag.h"
#include "pieces.h"
#include "tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *pieces_grow(void *array, size_t *cap, size_t n, size_t size)
{
	if (n < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 4;
	array = realloc(array, *cap * size);
	if (!array) {
		fputs("error: out of memory\n", stderr);
		exit(1);
	}
	return array;
}

const char *piece_name(const struct piece *piece)
{
	return piece->sym ? piece->sym->name : piece->sec->name;
}

const char *place(const struct piece *piece, uint64_t off)
{
	static char buf[1024];

	if (off)
		snprintf(buf, sizeof(buf), "%s: %s+0x%llx", piece->sec->elf->name,
			 piece_name(piece), (unsigned long long)off);
	else
		snprintf(buf, sizeof(buf), "%s: %s", piece->sec->elf->name, piece_name(piece));
	return buf;
}

int each_section(struct object *obj, int (*visit)(struct object *, struct section *))
{
	for (size_t i = 1; i < obj->elf->nsecs; i++) {
		if (visit(obj, obj->elf->secs[i]))
			return -1;
	}
	return 0;
}

static enum role role_of(const struct section *sec, const struct table **table)
{
	*table = NULL;
	if (!section_is_alloc(sec) || is_compiler_section(sec))
		return ROLE_IGNORED;
	if (table_is_companion(sec->name))
		return ROLE_COMPANION;
	*table = table_find(sec->name);
	if (*table)
		return ROLE_TABLE;
	if (section_is_exec(sec))
		return ROLE_CODE;
	if (sec->elf->arch->pool_entry && sec->elf->arch->pool_entry(sec))
		return ROLE_POOL;
	if ((sec->sh.sh_flags & (SHF_MERGE | SHF_STRINGS)) == (SHF_MERGE | SHF_STRINGS))
		return ROLE_STRINGS;
	return ROLE_DATA;
}

static struct piece *add_piece(struct object *obj, struct section *sec, uint64_t start,
			       uint64_t end, enum kind kind)
{
	struct piece *piece = kelf_alloc(obj->elf, sizeof(*piece));
	struct cut *cut = cut_of(sec);

	piece->sec = sec;
	piece->start = start;
	piece->end = end;
	piece->kind = kind;
	piece->status = STATUS_NEW;
	piece->table = cut->table;
	cut->pieces = pieces_grow(cut->pieces, &cut->cap, cut->npieces, sizeof(*cut->pieces));
	cut->pieces[cut->npieces++] = piece;
	obj->pieces = pieces_grow(obj->pieces, &obj->cap, obj->npieces, sizeof(*obj->pieces));
	obj->pieces[obj->npieces++] = piece;
	return piece;
}

/* The last piece that starts at or before @off and, if possible, holds it. */
struct piece *piece_at(const struct section *sec, uint64_t off)
{
	const struct cut *cut = cut_of(sec);
	size_t low = 0, high = cut->npieces;
	struct piece *piece;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (cut->pieces[mid]->start <= off)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return NULL;
	piece = cut->pieces[low - 1];
	if (off < piece->end || off == piece->start)
		return piece;
	/* One past the end still means this piece: end markers, ORC's last entry. */
	return off == piece->end ? piece : NULL;
}

/* Symbols that stand for a piece: not the assembler's labels (.LC0), which the linker drops. */
static bool names_a_piece(const struct symbol *sym)
{
	const struct arch *arch;

	if (!sym->sec || !*sym->name || symbol_is_section(sym) || symbol_type(sym) == STT_FILE ||
	    is_unnamed(sym->name))
		return false;
	arch = sym->sec->elf->arch;
	if (arch->is_marker && arch->is_marker(sym))
		return false;
	return cut_of(sym->sec)->role == ROLE_CODE || cut_of(sym->sec)->role == ROLE_DATA;
}

/* __pfx_foo and __cfi_foo lie before foo and belong to it. */
static bool is_prefix_symbol(const struct symbol *sym)
{
	return !strncmp(sym->name, "__pfx_", 6) || !strncmp(sym->name, "__cfi_", 6);
}

/* By place; of two at one place the longer first. */
static int by_place(const void *a, const void *b)
{
	const struct symbol *x = *(struct symbol *const *)a, *y = *(struct symbol *const *)b;

	if (x->sec != y->sec)
		return x->sec->index < y->sec->index ? -1 : 1;
	if (x->sym.st_value != y->sym.st_value)
		return x->sym.st_value < y->sym.st_value ? -1 : 1;
	if (x->sym.st_size != y->sym.st_size)
		return x->sym.st_size > y->sym.st_size ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* Which of two aliases is the name to go by? */
static int rank(const struct symbol *sym)
{
	int score = 0;

	if (symbol_type(sym) == STT_FUNC || symbol_type(sym) == STT_OBJECT)
		score += 8;
	if (sym->sym.st_size)
		score += 4;
	if (!is_prefix_symbol(sym))
		score += 16;
	/* A weak name may be that of another file's definition in the running kernel. */
	return score + (symbol_bind(sym) == STB_GLOBAL ? 2 : symbol_bind(sym) != STB_WEAK);
}

static void take_symbol(struct piece *piece, struct symbol *sym)
{
	uint64_t end = sym->sym.st_value + sym->sym.st_size;

	if (end > piece->end)
		piece->end = end;
	sym->user = piece;
	if (!piece->sym || rank(sym) > rank(piece->sym))
		piece->sym = sym;
}

static enum kind named_kind(const struct symbol *sym)
{
	const struct arch *arch = sym->sec->elf->arch;

	if (!section_is_exec(sym->sec))
		return KIND_DATA;
	return arch->is_helper && arch->is_helper(sym) ? KIND_CODE : KIND_FUNC;
}

static uint64_t named_start(const struct symbol *sym)
{
	const struct arch *arch = sym->sec->elf->arch;

	return arch->code_start && section_is_exec(sym->sec) ? arch->code_start(sym) :
	       sym->sym.st_value;
}

static bool continues(const struct piece *piece, const struct symbol *sym)
{
	if (!piece || piece->sec != sym->sec)
		return false;
	return sym->sym.st_value < piece->end || named_start(sym) == piece->start ||
	       is_prefix_symbol(piece->sym);
}

/* Pieces that have names. */
static int cut_by_symbols(struct object *obj)
{
	struct kelf *elf = obj->elf;
	struct symbol **syms = kelf_alloc(elf, elf->nsyms * sizeof(*syms));
	struct piece *piece = NULL;
	size_t n = 0;

	for (size_t i = 1; i < elf->nsyms; i++) {
		struct symbol *sym = elf->syms[i];

		if (!names_a_piece(sym))
			continue;
		if (sym->sym.st_size > sym->sec->size - sym->sym.st_value) {
			error("%s: symbol %s reaches beyond its section %s; the file is damaged",
			      elf->name, sym->name, sym->sec->name);
			return -1;
		}
		syms[n++] = sym;
	}
	qsort(syms, n, sizeof(*syms), by_place);
	for (size_t i = 0; i < n; i++) {
		struct symbol *sym = syms[i];

		if (!continues(piece, sym))
			piece = add_piece(obj, sym->sec, named_start(sym), sym->sym.st_value,
					  named_kind(sym));
		take_symbol(piece, sym);
	}
	return 0;
}

/* A label without a size (assembly) reaches to the next piece. */
static void stretch_sizeless(struct object *obj)
{
	for (size_t i = 1; i < obj->elf->nsecs; i++) {
		struct section *sec = obj->elf->secs[i];
		struct cut *cut = cut_of(sec);

		for (size_t p = 0; p < cut->npieces; p++) {
			struct piece *piece = cut->pieces[p];

			if (piece->sym->sym.st_value == piece->end)
				piece->end = p + 1 < cut->npieces ?
					     cut->pieces[p + 1]->start : sec->size;
		}
	}
}

/* The tracer's no-ops before a function's first instruction are part of it. */
static void take_entry_pad(struct section *table)
{
	for (size_t r = 0; r < table->nrelas; r++) {
		const struct symbol *sym = table->relas[r].sym;
		uint64_t at = sym->sym.st_value + (uint64_t)table->relas[r].addend;
		struct cut *cut = sym->sec ? cut_of(sym->sec) : NULL;
		size_t low = 0, high = cut ? cut->npieces : 0;

		if (!cut || cut->role != ROLE_CODE || at >= sym->sec->size)
			continue;
		while (low < high) {
			size_t mid = low + (high - low) / 2;

			if (cut->pieces[mid]->start < at)
				low = mid + 1;
			else
				high = mid;
		}
		if (low < cut->npieces && (!low || cut->pieces[low - 1]->end <= at))
			cut->pieces[low]->start = at;
	}
}

static int take_entry_pads(struct object *obj, struct section *sec)
{
	const struct cut *cut = cut_of(sec);

	(void)obj;
	if (cut->role == ROLE_TABLE && cut->table->fentry)
		take_entry_pad(sec);
	return 0;
}

static int cut_tables(struct object *obj)
{
	for (size_t i = 1; i < obj->elf->nsecs; i++) {
		struct section *sec = obj->elf->secs[i];
		struct cut *cut = cut_of(sec);

		if (cut->role != ROLE_TABLE || !sec->size)
			continue;
		if (table_measure(obj, sec))
			return -1;
		for (uint64_t at = 0; at < sec->size; at += cut->entry_size)
			add_piece(obj, sec, at, at + cut->entry_size, KIND_ENTRY);
	}
	return 0;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static int by_start(const void *a, const void *b)
{
	const struct piece *x = *(struct piece *const *)a, *y = *(struct piece *const *)b;

	return x->start < y->start ? -1 : x->start > y->start;
}

static uint64_t string_end(const struct section *sec, uint64_t at)
{
	uint64_t width = sec->sh.sh_entsize ? sec->sh.sh_entsize : 1;

	for (; at + width <= sec->size; at += width) {
		uint64_t i = 0;

		while (i < width && !sec->data[at + i])
			i++;
		if (i == width)
			return at + width;
	}
	return sec->size;
}

/* Pools of addresses are cut at each, whether it is referred to or not. */
static int cut_pool(struct object *obj, struct section *sec)
{
	uint64_t size = cut_of(sec)->role == ROLE_POOL ? sec->elf->arch->pool_entry(sec) : 0;

	for (uint64_t at = 0; size && at + size <= sec->size; at += size)
		add_piece(obj, sec, at, at + size, KIND_CONST);
	return 0;
}

/*
 * Clang gives each nameless constant a section (.rodata..L__const.show.s), and
 * shares it between functions: one reads it word by word, another by an index
 * from its start.
 */
static bool is_one_constant(const struct section *sec)
{
	const struct cut *cut = cut_of(sec);

	return cut->role == ROLE_DATA && !cut->npieces && strstr(sec->name, "..L");
}

static enum kind anonymous_kind(const struct cut *cut)
{
	return cut->role == ROLE_STRINGS ? KIND_STRING :
	       cut->role == ROLE_CODE ? KIND_CODE : KIND_CONST;
}

/* Anonymous pieces: from each mark to the next mark, named piece or end. */
static void cut_at_marks(struct object *obj, struct section *sec)
{
	struct cut *cut = cut_of(sec);
	size_t named = cut->npieces, next = 0;

	if (!cut->nmarks)
		return;
	if (is_one_constant(sec)) {
		add_piece(obj, sec, 0, sec->size, KIND_CONST);
		return;
	}
	qsort(cut->marks, cut->nmarks, sizeof(*cut->marks), by_value);
	for (size_t i = 0; i < cut->nmarks; i++) {
		uint64_t at = cut->marks[i], end = sec->size;

		if (i && at == cut->marks[i - 1])
			continue;
		while (next < named && cut->pieces[next]->start <= at)
			next++;
		if (next < named)
			end = cut->pieces[next]->start;
		for (size_t j = i + 1; j < cut->nmarks; j++) {
			if (cut->marks[j] > at) {
				end = cut->marks[j] < end ? cut->marks[j] : end;
				break;
			}
		}
		if (cut->role == ROLE_STRINGS && sec->data)
			end = string_end(sec, at);
		add_piece(obj, sec, at, end, anonymous_kind(cut));
	}
	qsort(cut->pieces, cut->npieces, sizeof(*cut->pieces), by_start);
}

/* Does anything in [@start, @end) lead somewhere? */
static bool leads_on(const struct section *sec, uint64_t start, uint64_t end)
{
	return kelf_rela_at(sec, start) < kelf_rela_at(sec, end);
}

/* Of data, what leads somewhere is no padding but a row of a table, beside one that has a name. */
static bool is_all_of_section(const struct piece *piece)
{
	return cut_of(piece->sec)->role == ROLE_CODE ||
	       (!leads_on(piece->sec, 0, piece->start) &&
		!leads_on(piece->sec, piece->end, piece->sec->size));
}

/* A section with one named piece and nothing else is that piece, padding and all. */
static void take_padding(struct section *sec)
{
	struct cut *cut = cut_of(sec);

	if (cut->npieces == 1 && cut->pieces[0]->sym && !cut->nmarks &&
	    (cut->role == ROLE_CODE || cut->role == ROLE_DATA) && is_all_of_section(cut->pieces[0])) {
		cut->pieces[0]->start = 0;
		cut->pieces[0]->end = sec->size;
	}
}

/* So is code with what it keeps elsewhere in its section: arm64's alternatives. */
static int take_code_section(struct object *obj, struct section *sec)
{
	(void)obj;
	if (cut_of(sec)->role == ROLE_CODE)
		take_padding(sec);
	return 0;
}

/* What neither a symbol nor a relocation leads to, but leads somewhere itself. */
static void cut_leftovers(struct object *obj, struct section *sec)
{
	struct cut *cut = cut_of(sec);

	size_t n = cut->npieces;
	uint64_t at = 0;

	if (!sec->nrelas || (cut->role != ROLE_CODE && cut->role != ROLE_DATA) ||
	    (n && cut->role == ROLE_CODE))
		return;
	for (size_t i = 0; i <= n; i++) {
		uint64_t start = i < n ? cut->pieces[i]->start : sec->size;

		if (at < start && leads_on(sec, at, start))
			add_piece(obj, sec, at, start, KIND_UNKNOWN);
		if (i < n && cut->pieces[i]->end > at)
			at = cut->pieces[i]->end;
	}
	if (cut->npieces)
		qsort(cut->pieces, cut->npieces, sizeof(*cut->pieces), by_start);
}

static int start_cut(struct object *obj, struct section *sec)
{
	struct cut *cut = kelf_alloc(obj->elf, sizeof(*cut));

	cut->role = role_of(sec, &cut->table);
	sec->user = cut;
	if (cut->role == ROLE_IGNORED || sec->data || !sec->size)
		return 0;
	if (!sec->nrelas && cut->role == ROLE_DATA)
		return 0;	/* .bss */
	error("%s: %s has no contents; the file is damaged, or was split from its debug info",
	      obj->elf->name, sec->name);
	return -1;
}

static int finish_cut(struct object *obj, struct section *sec)
{
	cut_at_marks(obj, sec);
	take_padding(sec);
	cut_leftovers(obj, sec);
	return 0;
}

static int cut_object(struct object *obj)
{
	kelf_sort_relas(obj->elf);
	if (each_section(obj, start_cut) || cut_by_symbols(obj))
		return -1;
	stretch_sizeless(obj);
	each_section(obj, take_code_section);
	each_section(obj, take_entry_pads);
	if (restore_branches(obj))
		return -1;
	kelf_sort_relas(obj->elf);
	each_section(obj, cut_pool);
	if (cut_tables(obj))
		return -1;
	aim_relocations(obj);
	each_section(obj, finish_cut);
	bind_targets(obj);
	return 0;
}

int cut_into_pieces(struct diff *diff)
{
	return cut_object(&diff->orig) || cut_object(&diff->patched) ? -1 : 0;
}

void object_free(struct object *obj)
{
	if (!obj->elf)
		return;
	for (size_t i = 1; i < obj->elf->nsecs; i++) {
		struct cut *cut = cut_of(obj->elf->secs[i]);

		if (cut) {
			free(cut->pieces);
			free(cut->marks);
		}
	}
	free(obj->pieces);
	source_lines_close(obj->lines);
	kelf_close(obj->elf);
}
