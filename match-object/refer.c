// SPDX-License-Identifier: GPL-2.0-only
/*
 * refer.c: do a relocation of the original and the shipped code mean the same place?
 *
 * A function that is alone in its section refers to its neighbours by relocations;
 * in the shipped module those of one section need none, and in vmlinux nothing
 * does.  Compilers name sections and offsets instead of local symbols.  So both
 * sides are told by what lies there: a symbol and a distance from it, or the
 * text of a string or constant, which the linker may have merged.
 */
#include "match.h"

#include <stdlib.h>
#include <string.h>

struct place place_of(const struct rela *rela, int64_t bias)
{
	uint64_t offset = (uint64_t)(rela->addend + bias);
	const struct symbol *sym = rela->sym;

	if (sym->sec)
		return (struct place){ .sec = sym->sec, .offset = sym->sym.st_value + offset };
	return (struct place){ .sym = sym, .offset = offset };
}

/* --- what lies at a place of the original ------------------------------------ */

bool symbol_has_name(const struct kelf *elf, const struct symbol *sym)
{
	return sym->sec && *sym->name && !symbol_is_section(sym) && symbol_type(sym) != STT_FILE &&
	       !(elf->arch->is_marker && elf->arch->is_marker(sym));
}

static int by_place(const void *a, const void *b)
{
	const struct symbol *x = *(const struct symbol *const *)a, *y = *(const struct symbol *const *)b;

	if (x->sec != y->sec)
		return x->sec->index < y->sec->index ? -1 : 1;
	if (x->sym.st_value != y->sym.st_value)
		return x->sym.st_value < y->sym.st_value ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

void index_places(struct kelf *elf, struct place_index *index)
{
	index->syms = kelf_alloc(elf, elf->nsyms * sizeof(*index->syms));
	index->n = 0;
	for (size_t i = 1; i < elf->nsyms; i++)
		if (symbol_has_name(elf, elf->syms[i]))
			index->syms[index->n++] = elf->syms[i];
	qsort(index->syms, index->n, sizeof(*index->syms), by_place);
}

/* The symbols of @sec: the first as an index, and how many. */
static size_t symbols_of(const struct place_index *index, const struct section *sec, size_t *count)
{
	size_t low = 0, high = index->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (index->syms[mid]->sec->index < sec->index)
			low = mid + 1;
		else
			high = mid;
	}
	for (*count = 0; low + *count < index->n && index->syms[low + *count]->sec == sec;)
		(*count)++;
	return low;
}

bool symbol_covers(const struct symbol *sym, uint64_t value)
{
	return value == sym->sym.st_value ||
	       (value > sym->sym.st_value && value - sym->sym.st_value < sym->sym.st_size);
}

/*
 * The symbol nearest to a place that none covers: the end of an array, or an
 * index that does not begin with 0.
 */
static const struct symbol *nearest(const struct place_index *index, size_t first, size_t count,
				    uint64_t offset)
{
	const struct symbol *sym = index->syms[first];

	for (size_t i = 0; i < count && index->syms[first + i]->sym.st_value <= offset; i++)
		sym = index->syms[first + i];
	return sym;
}

/* --- does the shipped code lead there? ---------------------------------------- */

/* Absolute and PC-relative alike: the field holds S + A, or S + A - P, shifted. */
static bool is_value_of(const struct code *shipped, uint64_t field, unsigned int size,
			uint64_t value, int shift)
{
	uint64_t held = kelf_get(shipped->sec->elf, shipped->sec->data + field, size);
	uint64_t place = shipped->addr + field - shipped->start;
	uint64_t mask = size >= 8 ? UINT64_MAX : ((uint64_t)1 << (size * 8)) - 1;

	return held == ((value >> shift) & mask) || held == (((value - place) >> shift) & mask);
}

/* A reference of the shipped code. */
struct shipped_ref {
	const struct parent *parent;
	const struct code *code;
	uint64_t field;		/* in the section */
	unsigned int size;	/* of it */
	int shift;
	int64_t bias;
	bool resolved;		/* it is known where it leads: always in a module */
	struct place place;	/* in a module */
	uint64_t addr;		/* in a linked file */
};

static bool is_module(const struct shipped_ref *ref)
{
	return ref->parent->elf->eh.e_type == ET_REL;
}

static bool leads_to(const struct shipped_ref *ref, const struct symbol *sym, uint64_t distance)
{
	const struct arch *arch = ref->parent->elf->arch;
	uint64_t value = sym->sym.st_value + distance;

	if (!ref->resolved)
		return is_value_of(ref->code, ref->field, ref->size, value - (uint64_t)ref->bias,
				   ref->shift);
	if (is_module(ref))
		return ref->place.sec && ref->place.sec == sym->sec && ref->place.offset == value;
	return ref->addr == value ||
	       (!distance && arch->local_entry && ref->addr == value + arch->local_entry(sym));
}

/*
 * A place inside a function that has another size there, as a jump in it became
 * short: the distance is another too.
 */
static bool leads_into_resized(const struct shipped_ref *ref, const struct symbol *func)
{
	size_t count;
	struct symbol **found = parent_find(ref->parent, func->name, &count);

	if (symbol_type(func) != STT_FUNC)
		return false;
	for (size_t i = 0; i < count; i++)
		for (uint64_t at = 1; at < found[i]->sym.st_size; at++)
			if (found[i]->sym.st_size != func->sym.st_size && leads_to(ref, found[i], at))
				return true;
	return false;
}

/*
 * Does it lead to @distance from one of the symbols of that name?  *known is false
 * when there is none.
 */
static bool leads_to_name(const struct shipped_ref *ref, const char *name, uint64_t distance,
			  bool *known)
{
	size_t count;
	struct symbol **found = parent_find(ref->parent, name, &count);

	*known = count > 0;
	for (size_t i = 0; i < count; i++)
		if (leads_to(ref, found[i], distance))
			return true;
	return false;
}

/* Bytes of a file up to the end of their section; NULL: none. */
struct bytes {
	const uint8_t *at;
	size_t left;
};

static struct bytes bytes_at(const struct section *sec, uint64_t offset)
{
	if (!sec || !sec->data || offset >= sec->size)
		return (struct bytes){ 0 };
	return (struct bytes){ .at = sec->data + offset, .left = sec->size - offset };
}

static struct bytes bytes_at_address(const struct kelf *elf, uint64_t addr)
{
	struct place place;

	if (!place_at_address(elf, addr, &place))
		return (struct bytes){ 0 };
	return bytes_at(place.sec, place.offset);
}

/* The same string with its end, or @size bytes. */
static bool same_contents(struct bytes a, struct bytes b, size_t size)
{
	if (!a.at || !b.at)
		return false;
	if (!size)
		size = strnlen((const char *)a.at, a.left) + 1;
	return size <= a.left && size <= b.left && !memcmp(a.at, b.at, size);
}

/* In vmlinux the field tells the address, plain or relative to itself. */
static bool leads_to_contents(const struct shipped_ref *ref, const struct place *want, size_t size)
{
	const struct kelf *elf = ref->parent->elf;
	struct bytes here = bytes_at(want->sec, want->offset);
	uint64_t addr;

	if (ref->resolved)
		return same_contents(here, is_module(ref) ? bytes_at(ref->place.sec, ref->place.offset) :
				     bytes_at_address(elf, ref->addr), size);
	addr = (uint64_t)sign_extend(kelf_get(elf, ref->code->sec->data + ref->field, ref->size),
				     ref->size * 8) << ref->shift;
	if (same_contents(here, bytes_at_address(elf, addr), size))
		return true;
	addr += ref->code->addr + ref->field - ref->code->start + (uint64_t)ref->bias;
	return same_contents(here, bytes_at_address(elf, addr), size);
}

/* Strings of one byte a character, and constants of one size. */
static bool is_merged(const struct section *sec)
{
	return (sec->sh.sh_flags & SHF_MERGE) && sec->sh.sh_entsize &&
	       (!(sec->sh.sh_flags & SHF_STRINGS) || sec->sh.sh_entsize == 1);
}

/* A jump or call that the assembler resolved, as both ends lie in one section. */
struct wanted_branch {
	uint64_t field, target;
};

static int take_branch(const struct branch *branch, void *arg)
{
	struct wanted_branch *want = arg;

	if (branch->offset != want->field)
		return 0;
	want->target = branch->target;
	return -1;
}

/* Leaves ref->place; false when the shipped module refers in another way. */
static bool find_module_place(struct shipped_ref *ref, const struct rela *rela)
{
	const struct code *code = ref->code;
	const struct arch *arch = ref->parent->elf->arch;
	struct wanted_branch branch = { .field = ref->field };

	for (size_t r = kelf_rela_at(code->sec, ref->field);
	     r < code->sec->nrelas && code->sec->relas[r].offset == ref->field; r++) {
		if (!arch->rela_type_equal(code->sec->relas[r].type, rela->type))
			continue;
		ref->place = place_of(&code->sec->relas[r], ref->bias);
		return true;
	}
	ref->place.sec = code->sec;
	if (arch->each_branch(code->sec, code->start, code->start + code->size, take_branch, &branch)) {
		ref->place.offset = branch.target;
		return true;
	}
	if (ref->shift < 0)
		return false;
	ref->place.offset = ref->field + (uint64_t)ref->bias +
			    ((uint64_t)sign_extend(kelf_get(code->sec->elf, code->sec->data + ref->field, ref->size),
						   ref->size * 8) << ref->shift);
	return true;
}

/* A name that the original only refers to. */
static bool leads_to_other(const struct shipped_ref *ref, const struct place *want)
{
	const struct arch *arch = ref->parent->elf->arch;
	const struct symbol *there = ref->place.sym;
	bool known;

	if (there && !strcmp(there->name, want->sym->name))
		return ref->place.offset == want->offset;
	if (leads_to_name(ref, want->sym->name, want->offset, &known))
		return true;
	if (known || !*want->sym->name)
		return !known;
	/* what has no definition is 0, and what the linker makes has no symbol */
	return symbol_bind(want->sym) == STB_WEAK ||
	       (arch->is_module_symbol && arch->is_module_symbol(want->sym->name));
}

static bool leads_to_place(const struct shipped_ref *ref, const struct place_index *index,
			   const struct place *want)
{
	const struct symbol *sym;
	size_t count, first;
	bool known, covered = false;

	if (!want->sec)
		return leads_to_other(ref, want);
	if (is_merged(want->sec))
		return leads_to_contents(ref, want, want->sec->sh.sh_flags & SHF_STRINGS ?
					 0 : want->sec->sh.sh_entsize);
	first = symbols_of(index, want->sec, &count);
	/* nothing there has a name */
	if (!count)
		return true;
	for (size_t i = first; i < first + count; i++) {
		sym = index->syms[i];
		if (!symbol_covers(sym, want->offset))
			continue;
		covered = true;
		if (leads_to_name(ref, sym->name, want->offset - sym->sym.st_value, &known) ||
		    (want->offset != sym->sym.st_value && leads_into_resized(ref, sym)))
			return true;
	}
	if (covered)
		return false;
	sym = nearest(index, first, count, want->offset);
	return leads_to_name(ref, sym->name, want->offset - sym->sym.st_value, &known);
}

struct place past_entry(const struct place *place)
{
	const struct section *sec = place->sec;
	size_t entry;

	if (!sec || !sec->elf->arch->pool_entry || !sec->elf->arch->pool_entry(sec))
		return *place;
	entry = kelf_rela_at(sec, place->offset);
	if (entry == sec->nrelas || sec->relas[entry].offset != place->offset)
		return *place;
	return place_of(&sec->relas[entry], 0);
}

bool means_same(const struct match *match, const struct code *shipped, uint64_t field,
		const struct rela *rela, const struct place *want, int64_t bias)
{
	const struct arch *arch = shipped->sec->elf->arch;
	struct shipped_ref ref = {
		.parent = match->parent, .code = shipped, .field = field, .bias = bias,
		.size = arch->rela_size(rela->type),
		.shift = arch->rela_shift ? arch->rela_shift(rela->type) : -1,
	};

	ref.resolved = is_module(&ref);
	if (ref.resolved) {
		struct place held = past_entry(want);

		if (!find_module_place(&ref, rela))
			return false;
		ref.place = past_entry(&ref.place);
		return leads_to_place(&ref, &match->index, &held);
	}
	/* the field is no plain number there */
	if (ref.size < 4 || ref.shift < 0)
		return true;
	return leads_to_place(&ref, &match->index, want);
}

bool is_same_place(const struct match *match, const struct place *there, const struct place *want)
{
	struct shipped_ref ref = { .parent = match->parent, .resolved = true, .place = *there };

	if (!is_module(&ref))
		ref.addr = there->sec->sh.sh_addr + there->offset;
	return leads_to_place(&ref, &match->index, want);
}

bool is_same_address(const struct match *match, uint64_t addr, const struct place *want)
{
	struct shipped_ref ref = { .parent = match->parent, .resolved = true, .addr = addr };

	return leads_to_place(&ref, &match->index, want);
}

bool jumps_to(const struct match *match, const struct code *shipped, uint64_t there,
	      const struct place *want)
{
	struct place place = { .sec = shipped->sec, .offset = there };

	return is_same_place(match, &place, want);
}
