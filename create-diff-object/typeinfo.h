/* SPDX-License-Identifier: GPL-2.0-only */
/* typeinfo.h: how does the debug info of an object say that structures are laid out? */
#ifndef CDO_TYPEINFO_H
#define CDO_TYPEINFO_H

#include <stddef.h>
#include <stdint.h>

struct kelf;

/* What a member is, as far as memory is concerned. */
enum form {
	FORM_VALUE,
	FORM_POINTER,
	FORM_AGGREGATE,
};

/*
 * Members of a nested structure without a tag count as the outer one's, too: as "b" of
 * "struct { int b; };", as "a.b" of "struct { int b; } a;".
 */
struct member {
	const char *name;	/* "" for one that cannot be named */
	uint64_t at, size;	/* in bits */
	uint64_t element;	/* of an array: the size of one, in bits; else as size */
	enum form form;		/* of an element */
	const char *holds;	/* tag of the structure that it is, or an array of; or NULL */
};

/* A structure or union, by its tag; without one by the typedef or variable that has it. */
struct type {
	const char *kind;	/* "struct", "union", "typedef" or "variable" */
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
	size_t n;
};

/* Of @elf's file; none when it has no debug info.  Types within functions are left out. */
void types_read(struct kelf *elf, struct types *types);
void types_close(struct types *types);

/* The one of @types with the name and kind of @type, or NULL. */
const struct type *types_find(const struct types *types, const struct type *type);

#endif /* CDO_TYPEINFO_H */
