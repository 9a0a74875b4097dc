// SPDX-License-Identifier: GPL-2.0-only
/* typeinfo.c: how does the debug info of an object say that structures are laid out? */
#include "typeinfo.h"

#include "debugfile.h"
#include "kelf.h"

#include <dwarf.h>
#include <err.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NESTING 64		/* types in others; more is no compiler's work */
#define MAX_MEMBERS 1000000	/* of an object, nested ones too; more is damaged */

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

/* Leaves what @type is an array of, or @type itself.  How many there are. */
static uint64_t elements_of(Dwarf_Die *type, Dwarf_Die *element)
{
	uint64_t count = 1;

	*element = *type;
	for (int i = 0; i < MAX_NESTING && dwarf_tag(element) == DW_TAG_array_type; i++) {
		count *= count_of(element);
		if (!type_of(element, element))
			return 0;
	}
	return count;
}

/* Bytes of what is no array. */
static uint64_t size_of(Dwarf_Die *type)
{
	uint64_t size;

	if (number(type, DW_AT_byte_size, &size))
		return size;
	/* clang leaves it out */
	return dwarf_tag(type) == DW_TAG_pointer_type ? sizeof(uint64_t) : 0;
}

static enum form form_of(Dwarf_Die *type)
{
	if (is_aggregate(type))
		return FORM_AGGREGATE;
	return dwarf_tag(type) == DW_TAG_pointer_type ? FORM_POINTER : FORM_VALUE;
}

struct reader {
	struct kelf *elf;
	struct types *types;
	size_t cap, visited;
	struct member *members;		/* of one type, while it is read */
	size_t nmembers, members_cap;
};

/* One more of @size bytes in an array of *@cap. */
static void *grow(void *array, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 256;
	array = reallocarray(array, *cap, size);
	if (!array)
		errx(1, "out of memory");
	return array;
}

/*
 * Where a member of @size bits begins, in bits behind its structure.  False where that is
 * not a plain number: compilers of old wrote a program there.
 */
static bool begin_of(const struct reader *reader, Dwarf_Die *die, uint64_t size, uint64_t *at)
{
	bool big_endian = reader->elf->eh.e_ident[EI_DATA] == ELFDATA2MSB;
	uint64_t byte = 0, storage = 0, skipped = 0;

	if (number(die, DW_AT_data_bit_offset, at))
		return true;
	if (!number(die, DW_AT_data_member_location, &byte) &&
	    dwarf_hasattr(die, DW_AT_data_member_location))
		return false;
	*at = byte * 8;
	/* before DWARF 5: counted from the most significant bit of a storage unit */
	if (number(die, DW_AT_bit_offset, &skipped) && number(die, DW_AT_byte_size, &storage))
		*at += big_endian ? skipped : storage * 8 - skipped - size;
	return true;
}

static bool add_members(struct reader *reader, Dwarf_Die *aggregate, uint64_t base,
			const char *prefix, int depth);

/* @die is a member of what begins at @base. */
static bool add_member(struct reader *reader, Dwarf_Die *die, uint64_t base, const char *prefix,
		       int depth)
{
	const char *name = dwarf_diename(die);
	struct member member = { .name = "" };
	Dwarf_Die type, element;
	uint64_t count;

	if (++reader->visited > MAX_MEMBERS || !type_of(die, &type))
		return false;
	count = elements_of(&type, &element);
	member.element = size_of(&element) * 8;
	member.size = member.element * count;
	if (number(die, DW_AT_bit_size, &member.size))
		member.element = member.size;
	if (!begin_of(reader, die, member.size, &member.at))
		return false;
	member.at += base;
	member.form = form_of(&element);
	if (member.form == FORM_AGGREGATE)
		member.holds = dwarf_diename(&element);
	if (name) {
		member.name = *prefix ? kelf_printf(reader->elf, "%s%s", prefix, name) : name;
		reader->members = grow(reader->members, reader->nmembers, &reader->members_cap,
				       sizeof(*reader->members));
		reader->members[reader->nmembers++] = member;
	}
	if (member.form != FORM_AGGREGATE || member.holds)
		return true;
	return add_members(reader, &element, member.at,
			   name ? kelf_printf(reader->elf, "%s.", member.name) : prefix, depth + 1);
}

static bool add_members(struct reader *reader, Dwarf_Die *aggregate, uint64_t base,
			const char *prefix, int depth)
{
	Dwarf_Die die;

	if (depth == MAX_NESTING || dwarf_child(aggregate, &die))
		return true;
	do {
		if (dwarf_tag(&die) == DW_TAG_member &&
		    !add_member(reader, &die, base, prefix, depth))
			return false;
	} while (!dwarf_siblingof(&die, &die));
	return true;
}

/* Relative to where the compiler ran, if it is below. */
static const char *file_of(Dwarf_Die *die)
{
	const char *file = dwarf_decl_file(die), *dir = NULL;
	Dwarf_Attribute attr;
	Dwarf_Die unit;

	if (dwarf_diecu(die, &unit, NULL, NULL)) {
		dir = dwarf_formstring(dwarf_attr(&unit, DW_AT_comp_dir, &attr));
		/* clang's number of it is one that libdw does not know */
		if (!file)
			file = dwarf_diename(&unit);
	}
	if (file && dir && !strncmp(file, dir, strlen(dir)) && file[strlen(dir)] == '/')
		file += strlen(dir) + 1;
	return file && !strncmp(file, "./", 2) ? file + 2 : file;
}

static void add_type(struct reader *reader, Dwarf_Die *die, Dwarf_Die *aggregate, const char *kind)
{
	struct type type = { .kind = kind, .name = dwarf_diename(die), .file = file_of(die) };

	/* one without a size is only declared */
	reader->nmembers = 0;
	if (!number(aggregate, DW_AT_byte_size, &type.size) ||
	    !add_members(reader, aggregate, 0, "", 0))
		return;
	dwarf_decl_line(die, &type.line);
	type.nmembers = reader->nmembers;
	type.members = kelf_alloc(reader->elf, (type.nmembers + 1) * sizeof(*type.members));
	if (type.nmembers)
		memcpy(type.members, reader->members, type.nmembers * sizeof(*type.members));
	reader->types->types = grow(reader->types->types, reader->types->n, &reader->cap,
				    sizeof(type));
	reader->types->types[reader->types->n++] = type;
}

/* The structure without a tag that @die's type is, points to, or is an array of. */
static bool find_nameless(Dwarf_Die *die, Dwarf_Die *aggregate)
{
	if (!type_of(die, aggregate))
		return false;
	for (int i = 0; i < MAX_NESTING && !is_aggregate(aggregate); i++) {
		if ((dwarf_tag(aggregate) != DW_TAG_array_type &&
		     dwarf_tag(aggregate) != DW_TAG_pointer_type) || !type_of(aggregate, aggregate))
			return false;
	}
	return is_aggregate(aggregate) && !dwarf_diename(aggregate);
}

static void look_at(const struct debugfile *file, Dwarf_Die *die, void *data)
{
	struct reader *reader = data;
	Dwarf_Die aggregate;

	(void)file;
	if (!dwarf_diename(die))
		return;
	switch (dwarf_tag(die)) {
	case DW_TAG_structure_type:
		add_type(reader, die, die, "struct");
		break;
	case DW_TAG_union_type:
		add_type(reader, die, die, "union");
		break;
	case DW_TAG_typedef:
		if (find_nameless(die, &aggregate))
			add_type(reader, die, &aggregate, "typedef");
		break;
	case DW_TAG_variable:
		if (find_nameless(die, &aggregate))
			add_type(reader, die, &aggregate, "variable");
		break;
	default:
		break;
	}
}

static int by_name(const void *a, const void *b)
{
	const struct type *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->kind, y->kind);
}

void types_read(struct kelf *elf, struct types *types)
{
	struct reader reader = { .elf = elf, .types = types };

	*types = (struct types){ .file = debugfile_open(elf->path) };
	if (!types->file)
		return;
	debugfile_each_die(types->file, look_at, &reader);
	free(reader.members);
	if (types->n)
		qsort(types->types, types->n, sizeof(*types->types), by_name);
}

void types_close(struct types *types)
{
	free(types->types);
	debugfile_close(types->file);
}

const struct type *types_find(const struct types *types, const struct type *type)
{
	return types->n ? bsearch(type, types->types, types->n, sizeof(*types->types), by_name) :
			  NULL;
}
