// SPDX-License-Identifier: GPL-2.0-only
/* typeinfo.c: how does the debug info of an object say that structures are laid out? */
#include "typeinfo.h"

#include "debugfile.h"

#include <dwarf.h>
#include <err.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NESTING 64	/* types in others; more is no compiler's work */

static void *grow(void *array, size_t *cap, size_t size)
{
	*cap = *cap ? *cap * 2 : 16;
	array = reallocarray(array, *cap, size);
	if (!array)
		errx(1, "out of memory");
	return array;
}

static bool number(Dwarf_Die *die, unsigned int name, uint64_t *value)
{
	Dwarf_Attribute attr;
	Dwarf_Word word;

	if (!dwarf_attr(die, name, &attr) || dwarf_formudata(&attr, &word))
		return false;
	*value = word;
	return true;
}

static bool is_aggregate(Dwarf_Die *die)
{
	return dwarf_tag(die) == DW_TAG_structure_type || dwarf_tag(die) == DW_TAG_union_type;
}

static bool is_qualifier(Dwarf_Die *die)
{
	switch (dwarf_tag(die)) {
	case DW_TAG_typedef:
	case DW_TAG_const_type:
	case DW_TAG_volatile_type:
	case DW_TAG_restrict_type:
	case DW_TAG_atomic_type:
		return true;
	default:
		return false;
	}
}

/* What DW_AT_type of @die leads to, behind typedefs and qualifiers.  Damaged ones may lead in a circle. */
static bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute attr;

	*type = *die;
	for (int i = 0; i < MAX_NESTING; i++) {
		if (!dwarf_formref_die(dwarf_attr(type, DW_AT_type, &attr), type))
			return false;
		if (!is_qualifier(type))
			return true;
	}
	return false;
}

/* Elements in all dimensions; 0 where a structure ends in the array. */
static uint64_t count_of(Dwarf_Die *array)
{
	uint64_t count = 1, n;
	Dwarf_Die range;

	if (dwarf_child(array, &range))
		return 0;
	do {
		if (dwarf_tag(&range) != DW_TAG_subrange_type)
			continue;
		if (!number(&range, DW_AT_count, &n))
			n = number(&range, DW_AT_upper_bound, &n) ? n + 1 : 0;
		count *= n;
	} while (!dwarf_siblingof(&range, &range));
	return count;
}

/* In bytes. */
static uint64_t size_of(Dwarf_Die *type)
{
	uint64_t size, count = 1;
	Dwarf_Die die = *type;

	for (int i = 0; i < MAX_NESTING; i++) {
		if (number(&die, DW_AT_byte_size, &size))
			return count * size;
		if (dwarf_tag(&die) == DW_TAG_pointer_type)
			return count * sizeof(uint64_t);	/* clang leaves it out */
		if (dwarf_tag(&die) == DW_TAG_array_type)
			count *= count_of(&die);
		if (!type_of(&die, &die))
			return 0;
	}
	return 0;
}

/* Where it begins, in bits behind its structure; in units of 8 but for bit fields. */
static uint64_t begin_of(Dwarf_Die *die, uint64_t size)
{
	uint64_t at = 0, storage = 0, skipped = 0;

	if (number(die, DW_AT_data_bit_offset, &at))
		return at;
	number(die, DW_AT_data_member_location, &at);
	/* before DWARF 4: counted from the other end of the storage unit */
	if (number(die, DW_AT_bit_offset, &skipped) && number(die, DW_AT_byte_size, &storage))
		return at * 8 + storage * 8 - skipped - size;
	return at * 8;
}

static uint64_t bits_of(Dwarf_Die *die, Dwarf_Die *type)
{
	uint64_t bits;

	return number(die, DW_AT_bit_size, &bits) ? bits : size_of(type) * 8;
}

/* The tag of the structure that @type is, or an array of; or NULL. */
static const char *held_by(Dwarf_Die *type)
{
	Dwarf_Die element = *type;

	if (dwarf_tag(type) == DW_TAG_array_type && !type_of(type, &element))
		return NULL;
	return is_aggregate(&element) ? dwarf_diename(&element) : NULL;
}

struct members {
	struct member *members;
	size_t n, cap;
};

static void add_members(struct members *list, Dwarf_Die *aggregate, uint64_t base, int depth)
{
	Dwarf_Die die, type;

	if (depth == MAX_NESTING || dwarf_child(aggregate, &die))
		return;
	do {
		const char *name;
		uint64_t size;

		if (dwarf_tag(&die) != DW_TAG_member || !type_of(&die, &type))
			continue;
		name = dwarf_diename(&die);
		size = bits_of(&die, &type);
		if (!name && is_aggregate(&type)) {
			add_members(list, &type, base + begin_of(&die, size), depth + 1);
			continue;
		}
		if (list->n == list->cap)
			list->members = grow(list->members, &list->cap, sizeof(*list->members));
		list->members[list->n++] = (struct member){
			.name = name ? name : "", .at = base + begin_of(&die, size), .size = size,
			.holds = held_by(&type),
		};
	} while (!dwarf_siblingof(&die, &die));
}

/* Relative to where the compiler ran, if it is below. */
static const char *file_of(Dwarf_Die *die)
{
	const char *file = dwarf_decl_file(die), *dir = NULL;
	Dwarf_Attribute attr;
	Dwarf_Die unit;

	if (dwarf_diecu(die, &unit, NULL, NULL))
		dir = dwarf_formstring(dwarf_attr(&unit, DW_AT_comp_dir, &attr));
	if (file && dir && !strncmp(file, dir, strlen(dir)) && file[strlen(dir)] == '/')
		file += strlen(dir) + 1;
	return file && !strncmp(file, "./", 2) ? file + 2 : file;
}

static void add_type(struct types *types, Dwarf_Die *die, Dwarf_Die *aggregate, const char *kind,
		     const char *name)
{
	struct type type = { .kind = kind, .name = name, .file = file_of(die) };
	struct members members = { 0 };

	if (!number(aggregate, DW_AT_byte_size, &type.size))
		return;
	dwarf_decl_line(die, &type.line);
	add_members(&members, aggregate, 0, 0);
	type.members = members.members;
	type.nmembers = members.n;
	if (types->n == types->cap)
		types->types = grow(types->types, &types->cap, sizeof(*types->types));
	types->types[types->n++] = type;
}

static void look_at(struct types *types, Dwarf_Die *die)
{
	const char *name = dwarf_diename(die);
	Dwarf_Die aggregate;

	if (!name)
		return;
	if (is_aggregate(die))
		add_type(types, die, die,
			 dwarf_tag(die) == DW_TAG_union_type ? "union" : "struct", name);
	else if (dwarf_tag(die) == DW_TAG_typedef && type_of(die, &aggregate) &&
		 is_aggregate(&aggregate) && !dwarf_diename(&aggregate))
		add_type(types, die, &aggregate, "typedef", name);
}

static int by_name(const void *a, const void *b)
{
	const struct type *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->kind, y->kind);
}

void types_read(const char *path, struct types *types)
{
	Dwarf_CU *unit = NULL;
	Dwarf_Die top, die;

	*types = (struct types){ .file = debugfile_open(path) };
	if (!types->file)
		return;
	while (!dwarf_get_units(types->file->dwarf, unit, &unit, NULL, NULL, &top, NULL)) {
		if (dwarf_child(&top, &die))
			continue;
		do
			look_at(types, &die);
		while (!dwarf_siblingof(&die, &die));
	}
	if (types->n)
		qsort(types->types, types->n, sizeof(*types->types), by_name);
}

void types_free(struct types *types)
{
	for (size_t i = 0; i < types->n; i++)
		free(types->types[i].members);
	free(types->types);
	debugfile_close(types->file);
}

const struct type *types_find(const struct types *types, const struct type *type)
{
	return types->n ? bsearch(type, types->types, types->n, sizeof(*types->types), by_name) :
			  NULL;
}
