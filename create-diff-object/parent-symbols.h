/* SPDX-License-Identifier: GPL-2.0-only */
/* parent-symbols.h: the symbols of what is running, as parent.c and strip.c share them. */
#ifndef CDO_PARENT_SYMBOLS_H
#define CDO_PARENT_SYMBOLS_H

#include "parent.h"

#include <uthash.h>

struct psym {
	const char *name;
	uint64_t order;		/* the kernel counts by it: the address, in a module the place in the table */
	uint64_t size;
	bool local;
	bool weak;
	bool init;		/* of a module, gone after its init */
	unsigned int section;	/* of a module's text, whose names of sections are not known */
	bool function;
	bool sealed;		/* its landing mark is gone */
	unsigned int block;	/* 0: before any FILE symbol, and globals */
	struct psym *same;	/* next of the name, by order */
};

struct pname {
	const char *name;
	struct psym *first;
	UT_hash_handle hh;
};

struct block {
	const char *file;
	unsigned int locals;	/* symbols in it */
	unsigned int functions;	/* of them, static functions that the original object has too */
	unsigned int votes;	/* of them, all that the original object has too */
};

/* What block stands for one FILE name of the original object. */
struct match {
	const char *file;
	unsigned int block;
	unsigned int files;	/* FILE symbols of the original object with this name */
	unsigned int functions;	/* of them, static functions that must be in the block */
	unsigned int tied;	/* other blocks that fit as well */
	struct match *next;
};

struct parent {
	struct kelf *elf;		/* of an ELF file; also owns all memory */
	bool is_module;
	struct pname *by_name;		/* the names of the objects' symbols, no others */
	struct psym **locals;		/* of a module, in the order of the table */
	size_t nlocals, locals_cap, nsymbols;
	struct block *blocks;
	size_t nblocks, blocks_cap;
	struct match *matches;
	bool loose;			/* our block may be larger than is known */
	const char *path;
	bool knows_sealed;		/* sealed is set where it should be */
};

/* Of parent->locals; size 0 is none.  Not exact: more on either side may belong to it. */
struct block_range {
	size_t start, size;
	bool exact;
};

/* Static functions that the running object has, if it has the original object. */
bool is_lasting_function(const struct symbol *sym);

/* The first symbol of @name, or NULL. */
struct psym *find_name(const struct parent *parent, const char *name);

/* strip.c: where are the locals of @orig in a table without FILE symbols? */
struct block_range find_stripped_block(const struct parent *parent, const struct kelf *orig);

/* landing.c: the places whose mark the running object has lost. */
struct sealed {
	uint64_t *places;	/* sorted */
	size_t n;
};

struct sealed read_sealed(struct kelf *elf);
bool is_sealed(const struct sealed *sealed, const struct symbol *sym);

/* Would kallsyms list it: no files, no sections, no assembler labels? */
bool is_listed(const char *name, unsigned char type);

#endif /* CDO_PARENT_SYMBOLS_H */
