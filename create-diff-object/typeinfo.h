/* SPDX-License-Identifier: GPL-2.0-only */
/* typeinfo.h: how does the debug info of an object say that structures are laid out? */
#ifndef CDO_TYPEINFO_H
#define CDO_TYPEINFO_H

#include <stddef.h>
#include <stdint.h>

/* Members of nested structures without a name count as the outer one's. */
struct member {
	const char *name;	/* "" for one that cannot be named */
	uint64_t at, size;	/* in bits */
	const char *holds;	/* tag of the structure that it is, or an array of; or NULL */
};

/* A structure or union, by its tag, or by the typedef of one without a tag. */
struct type {
	const char *kind;	/* "struct", "union" or "typedef" */
	const char *name;
	const char *file;	/* where it is declared; NULL: not known */
	int line;
	uint64_t size;		/* bytes */
	struct member *members;
	size_t nmembers;
};

struct types {
	struct debugfile *file;	/* names lie in it */
	struct type *types;	/* sorted by name and kind, each once */
	size_t n, cap;
};

/* Of the ELF file @path; none when it has no debug info.  Types within functions are left out. */
void types_read(const char *path, struct types *types);
void types_free(struct types *types);

/* The one of @types with the name and kind of @type, or NULL. */
const struct type *types_find(const struct types *types, const struct type *type);

#endif /* CDO_TYPEINFO_H */
