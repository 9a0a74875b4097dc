/* SPDX-License-Identifier: GPL-2.0-only */
/* debugfile.h: the debug info of an object, with its relocations applied. */
#ifndef CDO_DEBUGFILE_H
#define CDO_DEBUGFILE_H

#include <elfutils/libdw.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEBUGFILE_STRINGS 2

/* Each section has an address of its own, in which debug info speaks. */
struct debugfile {
	int fd;
	Elf *elf;
	Dwarf *dwarf;
	uint64_t *base;		/* address of each section, by its number; rising */
	size_t nsecs;
	char *strings[DEBUGFILE_STRINGS];	/* contents of sections of strings */
};

/* The debug info in the ELF file @path; NULL when it has none, or none that can be read. */
struct debugfile *debugfile_open(const char *path);
void debugfile_close(struct debugfile *file);

typedef void debugfile_die_fn(const struct debugfile *file, Dwarf_Die *die, void *data);

/* Call @look for each DIE that stands at the top of a compile unit. */
void debugfile_each_die(const struct debugfile *file, debugfile_die_fn *look, void *data);

/* The section that holds address @addr, and at which byte.  False when none does. */
bool debugfile_find(const struct debugfile *file, uint64_t addr, size_t *shndx, uint64_t *off);

#endif /* CDO_DEBUGFILE_H */
