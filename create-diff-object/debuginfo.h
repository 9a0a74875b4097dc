/* SPDX-License-Identifier: GPL-2.0-only */
/* debuginfo.h: what the debug info of an object says of its structures. */
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

#endif /* CDO_DEBUGINFO_H */
