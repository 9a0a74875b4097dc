/* SPDX-License-Identifier: GPL-2.0-only */
/* debuginfo.h: what the debug info of an object says of its structures and variables. */
#ifndef CDO_DEBUGINFO_H
#define CDO_DEBUGINFO_H

#include <stddef.h>
#include <stdint.h>

struct struct_size {
	const char *name;	/* NULL: none wanted */
	uint64_t size;		/* bytes; 0: not known */
};

/* Look the @n structures @wanted up in the ELF file @path; what it does not say stays 0. */
void debuginfo_struct_sizes(const char *path, struct struct_size *wanted, size_t n);

/* A static variable that is declared within a function. */
struct static_local {
	const char *function;
	int line;		/* of the declaration; 0: not known */
	size_t shndx;		/* number of the section in which it lies ... */
	uint64_t off;		/* ... and where, in bytes */
};

typedef void static_local_fn(void *data, const struct static_local *local);

/* Call @found for each static local that the ELF file @path describes. */
void debuginfo_static_locals(const char *path, static_local_fn *found, void *data);

#endif /* CDO_DEBUGINFO_H */
