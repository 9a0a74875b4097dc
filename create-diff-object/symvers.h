/* SPDX-License-Identifier: GPL-2.0-only */
/* symvers.h: what does Module.symvers say is exported, and by whom? */
#ifndef CDO_SYMVERS_H
#define CDO_SYMVERS_H

#include <stdbool.h>

struct symvers;

/* Read a Module.symvers of any kernel since 4.19; it may be empty.  NULL after reporting. */
struct symvers *symvers_open(const char *path);
void symvers_close(struct symvers *symvers);

/* The namespace that @name is exported in, or NULL. */
const char *symvers_namespace(const struct symvers *symvers, const char *name);

/* The object that exports @name, as the file has it ("vmlinux", "fs/ext4/ext4"), or NULL. */
const char *symvers_owner(const struct symvers *symvers, const char *name);

#endif /* CDO_SYMVERS_H */
