/* SPDX-License-Identifier: GPL-2.0-only */
/* parent.h: the symbol table of what is running: vmlinux or a module's .ko. */
#ifndef CDO_PARENT_H
#define CDO_PARENT_H

#include "cdo.h"

/*
 * Read @path, object @name: an ELF file, or the text of readelf -sW.  What is
 * asked of it later are names of @orig's and @patched's symbols, which must
 * outlive it.  NULL after reporting.
 */
struct parent *parent_open(const char *path, const char *name, const struct kelf *orig,
			   const struct kelf *patched);
void parent_close(struct parent *parent);

/* Decide which of the parent's source files are those of @orig. */
void parent_match_files(struct parent *parent, const struct object *orig);

/*
 * Does the parent hold @orig at all?  0, or -1 after reporting which of its
 * source files come nearest, and what they lack.
 */
int parent_check_object(struct parent *parent, const struct object *orig, const char *parent_name);

enum find_result {
	FOUND,
	NOT_THERE,	/* no such symbol */
	UNCLEAR,	/* several would do */
};

struct parent_symbol {
	unsigned long pos;	/* among the same-named as the kernel counts, from 1; 0: the only one */
	uint64_t size;
	bool weak;		/* a definition that no other one overrode */
	bool function;
	bool sealed;		/* a call through a pointer to it stops the kernel */
};

/* Find the parent's symbol that @sym of the original object has become. */
enum find_result parent_find(const struct parent *parent, const struct symbol *sym,
			     struct parent_symbol *found);

/* Find the global symbol @name. */
enum find_result parent_find_global(const struct parent *parent, const char *name,
				    struct parent_symbol *found);

/* Does parent_symbol.sealed mean anything? */
bool parent_knows_sealed(const struct parent *parent);

#endif /* CDO_PARENT_H */
