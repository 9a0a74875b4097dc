// SPDX-License-Identifier: GPL-2.0-only
/* debuginfo.c: how large are structures, by the object's debug info? */
#include "debuginfo.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <string.h>

/* If @die is one of the structures that are asked for, note its size. */
static void look_at(Dwarf_Die *die, struct struct_size *wanted, size_t n)
{
	const char *name;
	Dwarf_Attribute attr;
	Dwarf_Word size;

	if (dwarf_tag(die) != DW_TAG_structure_type)
		return;
	name = dwarf_diename(die);
	for (size_t i = 0; name && i < n; i++) {
		if (wanted[i].name && !wanted[i].size && !strcmp(name, wanted[i].name) &&
		    dwarf_attr(die, DW_AT_byte_size, &attr) && !dwarf_formudata(&attr, &size))
			wanted[i].size = size;
	}
}

/* No debug info from elsewhere: what the object itself says, or nothing. */
static int find_nothing(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
			const char *file, const char *link, GElf_Word crc, char **found)
{
	(void)module, (void)data, (void)name, (void)base;
	(void)file, (void)link, (void)crc, (void)found;
	return -1;
}

void debuginfo_struct_sizes(const char *path, struct struct_size *wanted, size_t n)
{
	static const Dwfl_Callbacks callbacks = {
		.section_address = dwfl_offline_section_address,
		.find_debuginfo = find_nothing,
	};
	Dwfl *dwfl = dwfl_begin(&callbacks);
	Dwarf_Die *unit = NULL, die;
	Dwfl_Module *module;
	Dwarf_Addr bias;

	if (!dwfl)
		return;
	/* libdwfl applies the object's relocations, without which no name can be read. */
	module = dwfl_report_offline(dwfl, path, path, -1);
	dwfl_report_end(dwfl, NULL, NULL);
	while (module && (unit = dwfl_module_nextcu(module, unit, &bias))) {
		if (dwarf_child(unit, &die))
			continue;
		do
			look_at(&die, wanted, n);
		while (!dwarf_siblingof(&die, &die));
	}
	dwfl_end(dwfl);
}
