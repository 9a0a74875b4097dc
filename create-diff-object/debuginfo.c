// SPDX-License-Identifier: GPL-2.0-only
/* debuginfo.c: what does the object's debug info say of its structures and variables? */
#include "debuginfo.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <stdbool.h>
#include <string.h>

#define MAX_NESTING 256	/* blocks in blocks; more is no compiler's work */

/* No debug info from elsewhere: what the object itself says, or nothing. */
static int find_nothing(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
			const char *file, const char *link, GElf_Word crc, char **found)
{
	(void)module, (void)data, (void)name, (void)base;
	(void)file, (void)link, (void)crc, (void)found;
	return -1;
}

Dwfl *debuginfo_open(const char *path, Dwfl_Module **module)
{
	static const Dwfl_Callbacks callbacks = {
		.section_address = dwfl_offline_section_address,
		.find_debuginfo = find_nothing,
	};
	Dwfl *dwfl = dwfl_begin(&callbacks);

	*module = NULL;
	if (!dwfl)
		return NULL;
	/* libdwfl applies the object's relocations, without which no name can be read. */
	*module = dwfl_report_offline(dwfl, path, path, -1);
	dwfl_report_end(dwfl, NULL, NULL);
	return dwfl;
}

typedef void die_fn(Dwfl_Module *module, Dwarf_Die *die, void *data);

/* Call @look for each DIE that stands at the top of a compile unit of @path. */
static void each_top_die(const char *path, die_fn *look, void *data)
{
	Dwarf_Die *unit = NULL, die;
	Dwfl_Module *module;
	Dwfl *dwfl = debuginfo_open(path, &module);
	Dwarf_Addr bias;

	if (!dwfl)
		return;
	while (module && (unit = dwfl_module_nextcu(module, unit, &bias))) {
		if (dwarf_child(unit, &die))
			continue;
		do
			look(module, &die, data);
		while (!dwarf_siblingof(&die, &die));
	}
	dwfl_end(dwfl);
}

struct wanted_sizes {
	struct struct_size *sizes;
	size_t n;
};

/* If @die is one of the structures that are asked for, note its size. */
static void look_for_size(Dwfl_Module *module, Dwarf_Die *die, void *data)
{
	const struct wanted_sizes *wanted = data;
	const char *name;
	Dwarf_Attribute attr;
	Dwarf_Word size;

	(void)module;
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

/* The section of the object that holds address @addr of libdwfl's layout, and where in it. */
static bool find_section(Dwfl_Module *module, Dwarf_Addr addr, size_t *shndx, uint64_t *off)
{
	GElf_Word found = SHN_UNDEF;
	GElf_Addr bias;
	int base;

	/* Debug info of an object counts from the module's start. */
	if (!dwfl_module_getdwarf(module, &bias))
		return false;
	addr += bias;
	base = dwfl_module_relocate_address(module, &addr);
	if (base < 0 || !dwfl_module_relocation_info(module, (unsigned int)base, &found))
		return false;
	*shndx = found;
	*off = addr;
	return true;
}

static void report_local(Dwfl_Module *module, Dwarf_Die *die, const char *function,
			 const struct wanted_locals *wanted)
{
	struct static_local local = { .function = function };
	Dwarf_Attribute attr;
	Dwarf_Op *ops;
	size_t nops;

	dwarf_decl_line(die, &local.line);
	if (dwarf_attr(die, DW_AT_location, &attr) && !dwarf_getlocation(&attr, &ops, &nops) &&
	    nops == 1 && ops[0].atom == DW_OP_addr &&
	    find_section(module, ops[0].number, &local.shndx, &local.off))
		wanted->found(wanted->data, &local);
}

/* Variables lie in a function's blocks, and in what was inlined into it. */
static void look_into(Dwfl_Module *module, Dwarf_Die *die, const char *function, int depth,
		      const struct wanted_locals *wanted)
{
	Dwarf_Die child;

	switch (dwarf_tag(die)) {
	case DW_TAG_variable:
		if (function)
			report_local(module, die, function, wanted);
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
		look_into(module, &child, function, depth + 1, wanted);
	while (!dwarf_siblingof(&child, &child));
}

static void look_for_locals(Dwfl_Module *module, Dwarf_Die *die, void *data)
{
	look_into(module, die, NULL, 0, data);
}

void debuginfo_static_locals(const char *path, static_local_fn *found, void *data)
{
	struct wanted_locals wanted = { found, data };

	each_top_die(path, look_for_locals, &wanted);
}
