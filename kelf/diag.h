/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * diag.h: how every tool here speaks: one line to standard error,
 * "place: fact; remedy".
 */
#ifndef KELF_DIAG_H
#define KELF_DIAG_H

#include <stdbool.h>

/* Print debug() lines; off until a tool's -d. */
extern bool diag_debug;

/* One line on standard error, prefixed "error: ", and counted. */
void error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* As error(), but "warning: ", and not counted. */
void warning(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* As error(), without a prefix, and only when diag_debug is set. */
void debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* How many errors have been reported. */
unsigned int error_count(void);

/* Count from 0 again: what follows is another piece of work. */
void forget_errors(void);

#endif /* KELF_DIAG_H */
