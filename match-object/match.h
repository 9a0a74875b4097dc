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
	uint64_t toc;	/* what r2 holds in it, on a CPU with such a thing; 0: not known */
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
	char orig[256], shipped[256];	/* the instruction, as text; "" when there is none */
	uint64_t offset;		/* of it in the original function */
	bool constant;			/* same instruction, other displacement or immediate */
	bool symbol;			/* same instruction, other symbol */
};

/* Where a reference leads: to an offset in a section, or from a symbol of another file. */
struct place {
	const struct section *sec;	/* NULL: another file's */
	const struct symbol *sym;	/* then this */
	uint64_t offset;
};

/* The original's symbols, sorted by section and value. */
struct place_index {
	const struct symbol **syms;
	size_t n;
};

/* What is compared with what. */
struct match {
	const struct parent *parent;
	struct place_index index;
	const struct site_tables *sites;	/* read_sites'; sites.c knows what is in it */
};

enum verdict { MATCHES, DIFFERS, UNDECIDED };

/* Is @func of the original the code of @shipped? */
enum verdict match_function(const struct match *match, const struct symbol *func,
			    const struct symbol *shipped, struct difference *diff);

bool symbol_has_name(const struct kelf *elf, const struct symbol *sym);

/* Does it lie at or around @value? */
bool symbol_covers(const struct symbol *sym, uint64_t value);

void index_places(struct kelf *elf, struct place_index *index);

/* Where @rela leads; @bias as arch.rela_bias says. */
struct place place_of(const struct rela *rela, int64_t bias);

/* What an entry of a pool of addresses holds; @place itself where it is none. */
struct place past_entry(const struct place *place);

/*
 * Does the shipped code at @field lead to @want, where @rela of the original with
 * @bias leads?  True too where what lies there has no name.
 */
bool means_same(const struct match *match, const struct code *shipped, uint64_t field,
		const struct rela *rela, const struct place *want, int64_t bias);

/* Does a jump of the shipped code lead to @want?  It goes to @there in the section. */
bool jumps_to(const struct match *match, const struct code *shipped, uint64_t there,
	      const struct place *want);

/* Is @there of the shipped file what @want is in the original? */
bool is_same_place(const struct match *match, const struct place *there, const struct place *want);

/* Is address @addr of the shipped, linked file what @want is in the original? */
bool is_same_address(const struct match *match, uint64_t addr, const struct place *want);

/*
 * Where does the shipped, linked code lead with the instruction that @rela of the original
 * fills in?  @want is where the original leads; where that is an entry of a pool, it becomes
 * what that holds.  False: it cannot be told, or the field is a plain number.
 */
bool shipped_aim(const struct match *match, const struct code *orig, const struct code *shipped,
		 const struct rela *rela, struct place *want, uint64_t *addr);

/* Do both instructions at @at do the same, but for what @rela of the original fills in? */
bool same_but_field(const struct code *orig, const struct code *shipped, const struct rela *rela,
		    uint64_t at);

/* Where does a stub of the linker's at @addr go on?  0: cannot be told.  False where it is none. */
bool past_stub(const struct match *match, uint64_t *addr);

/* Is the whole instruction at @at what the linker may have made of the original? */
bool linker_rewrote(const struct code *orig, const struct code *shipped, const struct rela *rela,
		    uint64_t at);

/* Says in @diff where both instructions lead that @rela of the original fills in, if it can be told. */
void describe_aims(const struct match *match, const struct code *orig, const struct code *shipped,
		   const struct rela *rela, struct difference *diff);

/* Reads the tables of what will be patched in, of both files; needs parent. */
void read_sites(struct match *match, struct kelf *orig);

/* Of two functions with the same code: will the running kernel patch them alike? */
enum verdict match_sites(const struct match *match, const struct code *orig, const struct code *shipped,
			 struct difference *diff);

/* Instruction by instruction, for CPUs whose jumps come in two sizes. */
enum verdict match_instructions(const struct match *match, const struct code *orig,
				const struct code *shipped, struct difference *diff);

/* The instruction that covers byte @offset from the start, as text for @diff. */
void describe(const struct parent *parent, const struct code *orig, const struct code *shipped,
	      uint64_t offset, struct difference *diff);

/* What lies at @place: symbol+distance, or the string in quotes. */
void place_text(const struct kelf *elf, const struct place *place, char *text, size_t size);

/* The place of an address of a linked file; false where nothing lies. */
bool place_at_address(const struct kelf *elf, uint64_t addr, struct place *place);

/* What all functions of the object showed. */
struct tally {
	size_t compared, differ, constants, undecided;
};

/* The compiler, as a cause, if another one made the shipped code; else NULL. */
const char *other_compiler(struct kelf *orig, const struct parent *parent);

/* Why do they differ?  A sentence; @func and @shipped are the first that do. */
const char *likely_cause(struct kelf *orig, const struct parent *parent,
			 const struct symbol *func, const struct symbol *shipped,
			 const struct tally *tally);

#endif /* MATCH_H */
