/* SPDX-License-Identifier: GPL-2.0-only */
/* tables.h: sections that are tables about code, one row for each. */
#ifndef CDO_TABLES_H
#define CDO_TABLES_H

#include "cdo.h"

struct table {
	const char *section;
	const char *size_env;	/* environment variable with the entry's size, or NULL */
	const char *struct_name;	/* what the kernel calls an entry in C, or NULL */
	unsigned int fixed_size;	/* where the size never varied; else 0 */
	/*
	 * How many relocations of an entry lead into code, in any kernel;
	 * 0: count all relocations, one for each entry.
	 */
	unsigned int code_relas;
	const char *companion;	/* a section with one entry for each of this one's */
	const char *companion_env;
	const char *keyed;		/* the last relocation leads to a key of this kind, or NULL */
	unsigned int subject_at;	/* offset in the entry of the field that leads to its subject */
	/* What to add to a field's target to get the place meant; or NULL. */
	int64_t (*field_bias)(const struct piece *entry, const struct rela *rela);
	/* Learn from a section, once its entries' size is known, how to read its fields; or NULL. */
	int (*learn)(struct section *sec);
	bool replaces_code;		/* the second relocation leads to code for the place of the first */
	bool compared;		/* an entry that differs changes its function */
	bool has_line;		/* 16 bits of line number follow the last relocation */
	bool fentry;		/* an entry marks where a function can be redirected */
};

/* The row of section @name, or NULL. */
const struct table *table_find(const char *name);

/* Is @name the companion of some row? */
bool table_is_companion(const char *name);

/* What to add to the target of the field of @entry that @rela makes. */
int64_t table_field_bias(const struct piece *entry, const struct rela *rela);

/* Set what else cut_of() says of a table's section of @obj.  0, or -1 after reporting. */
int table_measure(struct object *obj, struct section *sec);

/* bugs.c, for the row of __bug_table */
int bug_learn(struct section *sec);
int64_t bug_field_bias(const struct piece *entry, const struct rela *rela);

#endif /* CDO_TABLES_H */
