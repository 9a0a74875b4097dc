/* SPDX-License-Identifier: GPL-2.0-only */
/* sourcelines.h: which source lines does debug info give for a stretch of code? */
#ifndef CDO_SOURCELINES_H
#define CDO_SOURCELINES_H

#include "arch.h"

#include <stdbool.h>
#include <stddef.h>

struct source_lines;

/* The line table of the ELF file @path; empty when it has none. */
struct source_lines *source_lines_open(const char *path);
void source_lines_close(struct source_lines *lines);

/*
 * Is the argument that @load of the section with number @shndx loads the number of the line that
 * the call comes from, or of the line into which the caller's code was inlined, plus @below?
 * More than 0 only where no code behind the call comes from the lines in between: a macro's
 * __LINE__ is the line on which its arguments end.
 */
bool source_lines_match(const struct source_lines *lines, size_t shndx, const struct arg_load *load,
			unsigned int below);

#endif /* CDO_SOURCELINES_H */
