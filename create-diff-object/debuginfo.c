// SPDX-License-Identifier: GPL-2.0-only
/* debuginfo.c: what does the object's debug info say of its structures and variables? */
#include "debuginfo.h"

#include "debugfile.h"

#include <dwarf.h>
#include <stdbool.h>
#include <string.h>

#define MAX_NESTING 256	/* blocks in blocks; more is no compiler's work */

/* Call @look for each DIE that stands at the top of a compile unit of @path. */
static void each_top_die(const char *path, debugfile_die_fn *look, void *data)
{
	struct debugfile *file = debugfile_open(path);

	if (!file)
		return;
	debugfile_each_die(file, look, data);
	debugfile_close(file);
}

struct wanted_sizes {
	struct struct_size *sizes;
	size_t n;
};

/* If @die is one of the structures that are asked for, note its size. */
static void look_for_size(const struct debugfile *file, Dwarf_Die *die, void *data)
{
	const struct wanted_sizes *wanted = data;
	const char *name;
	Dwarf_Attribute attr;
	Dwarf_Word size;

	(void)file;
	if (dwarf_tag(die) != DW_TAG_structure_type)
		return;
	name = dwarf_diename(die);
	for (size_t i = 0; name && i < wanted->n; i++) {
		struct struct_size *one = &wanted->sizes[i];

		if (one->name && !one->size && !strcmp(name, one->name) &&
		    dwarf_attr(die, DW_AT_byte_size, &attr) && !dwarf_formudata(&attr, &size))
			one->size = size;
	}
}

void debuginfo_struct_sizes(const char *path, struct struct_size *wanted, size_t n)
{
	struct wanted_sizes sizes = { wanted, n };

	each_top_die(path, look_for_size, &sizes);
}

struct wanted_locals {
	static_local_fn *found;
	void *data;
};

/* DWARF 5 can have it in a table of addresses. */
static bool address_of(Dwarf_Attribute *attr, const Dwarf_Op *op, Dwarf_Addr *addr)
{
	Dwarf_Attribute entry;

	if (op->atom == DW_OP_addr)
		*addr = op->number;
	return op->atom == DW_OP_addr ||
	       (op->atom == DW_OP_addrx && !dwarf_getlocation_attr(attr, op, &entry) &&
		!dwarf_formaddr(&entry, addr));
}

static void report_local(const struct debugfile *file, Dwarf_Die *die, const char *function,
			 const struct wanted_locals *wanted)
{
	struct static_local local = { .function = function };
	Dwarf_Attribute attr;
	Dwarf_Addr addr;
	Dwarf_Op *ops;
	size_t nops;

	dwarf_decl_line(die, &local.line);
	if (dwarf_attr(die, DW_AT_location, &attr) && !dwarf_getlocation(&attr, &ops, &nops) &&
	    nops == 1 && address_of(&attr, &ops[0], &addr) &&
	    debugfile_find(file, addr, &local.shndx, &local.off))
		wanted->found(wanted->data, &local);
}

/* Variables lie in a function's blocks, and in what was inlined into it. */
static void look_into(const struct debugfile *file, Dwarf_Die *die, const char *function, int depth,
		      const struct wanted_locals *wanted)
{
	Dwarf_Die child;

	switch (dwarf_tag(die)) {
	case DW_TAG_variable:
		if (function)
			report_local(file, die, function, wanted);
		return;
	case DW_TAG_subprogram:
	case DW_TAG_inlined_subroutine:
		function = dwarf_diename(die);
		break;
	case DW_TAG_lexical_block:
		break;
	default:
		return;
	}
	if (depth == MAX_NESTING || dwarf_child(die, &child))
		return;
	do
		look_into(file, &child, function, depth + 1, wanted);
	while (!dwarf_siblingof(&child, &child));
}

static void look_for_locals(const struct debugfile *file, Dwarf_Die *die, void *data)
{
	look_into(file, die, NULL, 0, data);
}

void debuginfo_static_locals(const char *path, static_local_fn *found, void *data)
{
	struct wanted_locals wanted = { found, data };

	each_top_die(path, look_for_locals, &wanted);
}
