/* SPDX-License-Identifier: GPL-2.0-only */
/* match.h: what the files of match-object share */
#ifndef MATCH_H
#define MATCH_H

#include "arch.h"
#include "kelf.h"

/* The shipped vmlinux or .ko, its symbols sorted by name. */
struct parent {
	const char *name;
	struct kelf *elf;
	struct symbol **by_name;
	size_t n;
};

int parent_open(struct parent *parent, const char *name, const char *path);

/* The first of the symbols called @name, or NULL; they follow each other up to parent->n. */
struct symbol **parent_find(const struct parent *parent, const char *name, size_t *count);

/* One function's code: the original's, or the shipped one's. */
struct code {
	const struct section *sec;
	uint64_t start, size;	/* in the section */
	uint64_t addr;		/* of the start; the section's own for an object */
};

/* Where two functions part. */
struct difference {
	char orig[208], shipped[208];	/* the instruction, as text; "" when there is none */
	uint64_t offset;		/* of it in the original function */
	bool constant;			/* same instruction, other displacement or immediate */
	bool symbol;			/* same instruction, other symbol */
};

enum verdict { MATCHES, DIFFERS, UNDECIDED };

/* Is @func of the original the code of @shipped? */
enum verdict match_function(const struct parent *parent, const struct symbol *func,
			    const struct symbol *shipped, struct difference *diff);

/* The relocation of @code at @offset of its section, or NULL. */
const struct rela *rela_of(const struct code *code, uint64_t offset);

/*
 * Does the shipped code at @field mean what @rela asks for?  True too where
 * the symbol says too little to tell.
 */
bool means_same(const struct parent *parent, const struct code *shipped, uint64_t field,
		const struct rela *rela);

/* Instruction by instruction, for CPUs whose jumps come in two sizes. */
enum verdict match_instructions(const struct parent *parent, const struct code *orig,
				const struct code *shipped, struct difference *diff);

/* The instruction that covers byte @offset from the start, as text for @diff. */
void describe(const struct parent *parent, const struct code *orig, const struct code *shipped,
	      uint64_t offset, struct difference *diff);

/* What all functions of the object showed. */
struct tally {
	size_t compared, differ, constants, undecided;
};

/* Why do they differ?  A sentence; @func and @shipped are the first that do. */
const char *likely_cause(struct kelf *orig, const struct parent *parent,
			 const struct symbol *func, const struct symbol *shipped,
			 const struct tally *tally);

#endif /* MATCH_H */
