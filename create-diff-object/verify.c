// SPDX-License-Identifier: GPL-2.0-only
/*
 * verify.c: may this become a live patch?
 *
 * Looks at everything before it gives up, for an author wants all reasons at
 * once: file, place, fact, remedy.
 */
#include "cdo.h"
#include "diag.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

static const char *const callback_remedy =
	"memory of the running kernel keeps its old contents; set it from a pre-patch callback, or use a shadow variable";

static uint64_t first_difference(const struct piece *a, const struct piece *b)
{
	uint64_t i = 0;

	while (i < piece_size(a) && a->sec->data && b->sec->data &&
	       a->sec->data[a->start + i] == b->sec->data[b->start + i])
		i++;
	return i;
}

static bool has_data(const struct piece *piece)
{
	return piece->sec->data != NULL;
}

static void refuse_data(const struct piece *piece)
{
	const struct piece *twin = piece->twin;
	uint64_t at;

	if (!serves_as(twin->sec, piece->sec)) {
		error("%s: this variable moved from section %s to %s, but in the running kernel it stays where it is, and cannot be used like that there; use a new variable",
		      place(piece, 0), twin->sec->name, piece->sec->name);
		return;
	}
	if (piece_size(piece) != piece_size(twin)) {
		error("%s: size of this variable changed from %llu to %llu bytes; %s", place(piece, 0),
		      (unsigned long long)piece_size(twin), (unsigned long long)piece_size(piece),
		      "the running kernel has room for the old one only: use a shadow variable for what is added");
		return;
	}
	if (is_aligned_more(piece, twin)) {
		error("%s: alignment of this variable changed from %llu to %llu bytes, but in the running kernel it stays where it is; use a new variable",
		      place(piece, 0), (unsigned long long)twin->sec->sh.sh_addralign,
		      (unsigned long long)piece->sec->sh.sh_addralign);
		return;
	}
	at = first_difference(twin, piece);
	if (has_data(piece) != has_data(twin))
		error("%s: initial value of this variable changed between zero and something else; %s",
		      place(piece, 0), callback_remedy);
	else if (at < piece_size(piece))
		error("%s: initial value of this variable changed at byte %llu; %s", place(piece, 0),
		      (unsigned long long)at, callback_remedy);
	else
		error("%s: initial value of this variable changed: a pointer in it leads elsewhere; %s",
		      place(piece, 0), callback_remedy);
}

/* What init code refers to that was init's itself and no longer is: that alone changes the code. */
static const struct piece *turned_permanent(const struct piece *piece)
{
	struct range x, y;

	if (!piece->twin)
		return NULL;
	x = piece_relas(piece->twin);
	y = piece_relas(piece);
	for (size_t i = x.first, j = y.first; i < x.last && j < y.last; i++, j++) {
		const struct piece *was = target_of(piece->twin->sec, i)->piece;
		const struct piece *is = target_of(piece->sec, j)->piece;

		if (was && is && is_init_section(was->sec) && !is_init_section(is->sec) &&
		    !strcmp(piece_name(was), piece_name(is)))
			return is;
	}
	return NULL;
}

static void refuse_init(const struct piece *piece)
{
	const struct piece *target = turned_permanent(piece);

	if (target) {
		error("%s: %s in section %s refers to %s, which is no longer discarded after init; leave %s there and give the code that runs later a copy under another name",
		      place(piece, 0), is_func(piece) ? "function" : "variable", piece->sec->name,
		      piece_name(target), piece_name(target));
		return;
	}
	error("%s: %s %s in section %s; this code has run already, or runs too late: move the change to code that runs after the patch is loaded",
	      place(piece, 0), piece->status == STATUS_NEW ? "new" : "changed",
	      is_func(piece) ? "function" : "variable", piece->sec->name);
}

static void check_change(const struct piece *piece)
{
	if (piece->status == STATUS_SAME)
		return;
	if (is_init_section(piece->sec)) {
		/* The stub of a new initcall is check_unread()'s. */
		if (piece->status == STATUS_CHANGED ||
		    (is_func(piece) && !is_initcall_stub(piece->sym->name)))
			refuse_init(piece);
		return;
	}
	if (piece->status == STATUS_CHANGED && piece->kind == KIND_DATA)
		refuse_data(piece);
}

/* Export tables of 4.19 to 6.18: "___ksymtab+foo", "__ksymtab_strings", ".export_symbol". */
static bool is_export_section(const struct section *sec)
{
	return !strncmp(sec->name, "___ksymtab", 10) || !strcmp(sec->name, "__ksymtab") ||
	       !strcmp(sec->name, "__ksymtab_gpl");
}

static void check_export(const struct piece *piece)
{
	if (piece->status == STATUS_NEW && piece->sym && is_export_section(piece->sec))
		error("%s: new exported symbol; a patch cannot add to what the kernel exports: drop the EXPORT_SYMBOL line",
		      place(piece, 0));
}

/* Where the compiler puts variables that no section attribute was given for, and their like. */
static bool is_ordinary_data(const struct section *sec)
{
	static const char *const prefixes[] = { ".data", ".bss", ".rodata", ".sdata", ".sbss" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (!strncmp(sec->name, prefixes[i], strlen(prefixes[i])))
			return true;
	}
	/* The author's sections, and exports, which have a check of their own. */
	return !strncmp(sec->name, ".kpatch.", 8) || !strncmp(sec->name, "__ksymtab", 9) ||
	       is_export_section(sec);
}

/* A new row of a table that the kernel walks (module_param, __setup, TRACE_EVENT). */
static void check_new_row(const struct piece *piece)
{
	if (piece->status == STATUS_NEW && piece->kind == KIND_DATA && !piece->included &&
	    !is_ordinary_data(piece->sec))
		error("%s: new entry in section %s, which the kernel reads when it starts; it would have no effect in a patch: leave it out",
		      place(piece, 0), piece->sec->name);
}

/* Has the original the same rows, in a section of that name? */
static bool has_unknown(const struct object *orig, const struct piece *piece)
{
	for (size_t i = 0; i < orig->npieces; i++) {
		const struct piece *was = orig->pieces[i];

		if (was->kind == KIND_UNKNOWN && !strcmp(was->sec->name, piece->sec->name) &&
		    same_content(was, piece))
			return true;
	}
	return false;
}

/*
 * A section full of relocations that nobody names and nobody refers to is a
 * table for somebody.  It may stay behind only if nothing in it concerns the
 * patch.
 */
static void check_unknown(struct diff *diff, const struct piece *piece)
{
	struct range range = piece_relas(piece);

	if (is_init_section(piece->sec) || is_author_section(piece->sec) || is_description(piece->sec))
		return;
	for (size_t r = range.first; r < range.last; r++) {
		const struct piece *to = target_of(piece->sec, r)->piece;

		if (to && to->included) {
			error("%s: %s+0x%llx: unknown table section refers to %s, which the patch replaces; what an entry means here is not known: leave that function alone, or teach tables.c this section and its entry size",
			      piece->sec->elf->name, piece->sec->name,
			      (unsigned long long)piece->sec->relas[r].offset, piece_name(to));
			return;
		}
	}
	if (!has_unknown(&diff->orig, piece))
		error("%s: %s: unknown table section changed; what an entry means is not known",
		      piece->sec->elf->name, piece->sec->name);
}

static bool has_data_bytes(const struct section *sec)
{
	return cut_of(sec)->role == ROLE_DATA && section_is_alloc(sec) && sec->data && sec->size;
}

static int compare_bytes(const void *x, const void *y)
{
	const struct section *a = *(struct section *const *)x, *b = *(struct section *const *)y;
	int by_name = strcmp(a->name, b->name);

	if (by_name || a->size != b->size)
		return by_name ? by_name : a->size < b->size ? -1 : 1;
	return memcmp(a->data, b->data, a->size);
}

/* Nor may numbers change that somebody finds by the section's bounds alone. */
static void check_unnamed(const struct diff *diff)
{
	struct kelf *orig = diff->orig.elf, *patched = diff->patched.elf;
	struct section **known = kelf_alloc(orig, orig->nsecs * sizeof(*known));
	size_t n = 0;

	for (size_t i = 1; i < orig->nsecs; i++) {
		if (has_data_bytes(orig->secs[i]))
			known[n++] = orig->secs[i];
	}
	if (n)
		qsort(known, n, sizeof(*known), compare_bytes);
	for (size_t i = 1; i < patched->nsecs; i++) {
		struct section *sec = patched->secs[i];

		if (has_data_bytes(sec) && !cut_of(sec)->npieces && !is_init_section(sec) &&
		    !is_author_section(sec) &&
		    (!n || !bsearch(&sec, known, n, sizeof(*known), compare_bytes)))
			error("%s: section %s is new or changed, and nothing names or refers to what is in it; what it means to the running kernel is not known: leave it as it was",
			      patched->name, sec->name);
	}
}

/* The variable that ends where @piece begins, or NULL. */
static const struct piece *right_before(const struct piece *piece)
{
	const struct piece *before = piece->start ? piece_at(piece->sec, piece->start - 1) : NULL;

	return before && before->end == piece->start ? before : NULL;
}

static bool refers_to(const struct piece *piece, const struct piece *to)
{
	struct range range = piece_relas(piece);

	for (size_t r = range.first; r < range.last; r++) {
		if (target_of(piece->sec, r)->piece == to)
			return true;
	}
	return false;
}

/*
 * Variables of one section (__read_mostly): its relocations say the same for
 * the end of one, where a loop over it stops, and for the start of the next.
 * Where one comes along and the other stays behind, these are far apart.
 */
static const struct piece *end_or_start(const struct piece *piece, size_t r)
{
	const struct target *target = target_of(piece->sec, r);
	const struct piece *to = target->piece, *before;

	if (!to || to->kind != KIND_DATA || target->off ||
	    !symbol_is_section(piece->sec->relas[r].sym))
		return NULL;
	before = right_before(to);
	return before && before->included != to->included &&
	       piece_size(before) > sizeof(uint64_t) && refers_to(piece, before) ? before : NULL;
}

static void check_ends(const struct piece *piece)
{
	struct range range = piece_relas(piece);

	for (size_t r = range.first; r < range.last; r++) {
		const struct piece *before = end_or_start(piece, r);
		const struct piece *to = target_of(piece->sec, r)->piece;

		if (!before)
			continue;
		error("%s: refers to the end of %s or to the start of %s, which lie side by side in section %s and part in the patch; put the new variable into another section",
		      place(piece, 0), piece_name(before), piece_name(to), to->sec->name);
		return;
	}
}

static void check_targets(const struct piece *piece)
{
	struct range range = piece_relas(piece);

	for (size_t r = range.first; r < range.last; r++) {
		const struct piece *to = target_of(piece->sec, r)->piece;
		uint64_t at = piece->sec->relas[r].offset - piece->start;

		if (!to || to->included)
			continue;
		if (is_init_section(to->sec))
			error("%s: refers to %s in section %s, whose memory is free once the kernel has started; do without it",
			      place(piece, at), piece_name(to), to->sec->name);
		else if (to->kind == KIND_ENTRY || to->kind == KIND_UNKNOWN)
			error("%s: refers into table %s, which cannot be named from outside",
			      place(piece, at), to->sec->name);
	}
}

static void check_identity(const struct piece *piece)
{
	if (piece->moved && !piece->ambiguous) {
		error("%s: the original has a variable of this name elsewhere, whose value would be lost; leave it where it was, or give this one a name of its own",
		      place(piece, 0));
		return;
	}
	if (piece->kind != KIND_DATA || !piece->ambiguous || is_harmless_when_new(piece))
		return;
	if (!piece->twin)
		error("%s: several static variables of the original could be this one; give it a name of its own",
		      place(piece, 0));
	else
		error("%s: one of several static variables of this name, and a changed function uses it; which is which cannot be told%s",
		      place(piece, 0), piece->scope ?
		      ": leave that function alone, and make the change in what it calls or in its callers" :
		      " without debug info: compile with -g");
}

static void check_included(const struct piece *piece)
{
	if (piece->glued)
		error("%s: a short jump leads from it to another function of %s; the two cannot be parted: make the change in their callers",
		      place(piece, 0), piece->sec->name);
	if (is_anonymous(piece) && !is_constant_section(piece->sec) && piece->kind != KIND_CODE &&
	    cut_of(piece->sec)->role != ROLE_POOL && !is_description(piece->sec))
		error("%s: %s+0x%llx: unnamed writable data is referred to; it cannot be matched with the running kernel's",
		      piece->sec->elf->name, piece->sec->name, (unsigned long long)piece->start);
	if (piece->sec->sh.sh_flags & SHF_GROUP && piece->kind != KIND_CODE)
		error("%s: lies in section group %s; groups (COMDAT) are not supported in a patch",
		      place(piece, 0), piece->sec->name);
	check_targets(piece);
	check_ends(piece);
}

/* Counters of GCOV and of profiles: an array for each function, and a list of them for each file. */
static bool is_profile_counter(const struct piece *piece)
{
	return piece->sym && (!strncmp(piece->sym->name, "__gcov", 6) ||
			      !strncmp(piece->sym->name, "__llvm_gcov", 11) ||
			      !strncmp(piece->sym->name, "__prof", 6));
}

/* Such an object has but one fact worth telling. */
static bool refuse_profiled(const struct object *obj)
{
	bool counters = false, changed = false;

	for (size_t i = 0; i < obj->npieces; i++) {
		changed |= obj->pieces[i]->sym && obj->pieces[i]->status != STATUS_SAME;
		counters |= is_profile_counter(obj->pieces[i]);
	}
	if (!counters || !changed)
		return false;
	error("%s: compiled for GCOV or a profile, whose counters for each function a patch cannot change; make the patch for a kernel without CONFIG_GCOV_KERNEL, or set GCOV_PROFILE := n for this file in both kernels",
	      obj->elf->name);
	return true;
}

int verify(struct diff *diff)
{
	struct object *obj = &diff->patched;

	if (refuse_profiled(obj))
		return -1;
	check_layouts(diff);
	check_aliases(diff);
	check_unread(diff);
	check_unnamed(diff);
	for (size_t i = 0; i < obj->npieces; i++) {
		const struct piece *piece = obj->pieces[i];

		check_change(piece);
		check_export(piece);
		check_new_row(piece);
		if (piece->kind == KIND_UNKNOWN)
			check_unknown(diff, piece);
		if (piece->included)
			check_included(piece);
		if (piece->included || piece->referred)
			check_identity(piece);
	}
	return error_count() ? -1 : 0;
}
