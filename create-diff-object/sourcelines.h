/* SPDX-License-Identifier: GPL-2.0-only */
/* sourcelines.h: which source lines does debug info give for a stretch of code? */
#ifndef CDO_SOURCELINES_H
#define CDO_SOURCELINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source_lines;

/* The line table of the ELF file @path; empty when it has none. */
struct source_lines *source_lines_open(const char *path);
void source_lines_close(struct source_lines *lines);

/*
 * Does an instruction in [@from, @to] of the section with number @shndx come from a line that
 * equals @line in the bits of @mask, or from a function that was inlined into that line?
 */
bool source_lines_match(const struct source_lines *lines, size_t shndx, uint64_t from, uint64_t to,
			uint64_t line, uint64_t mask);

#endif /* CDO_SOURCELINES_H */
