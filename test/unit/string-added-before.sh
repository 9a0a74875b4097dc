#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A string added to a file-wide table of strings moves others and changes nobody else.
. "$(dirname "$0")/lib.sh"

neighbour seq.c <<'END'
int seq_puts(const char *s) { return s[0]; }
END
original <<'END'
int seq_puts(const char *s);
int a(void) { return seq_puts("one\n") + 1; }
int b(void) { return seq_puts("two\n") + 1; }
int c(void) { return seq_puts("two\n") + 2; }
END
patched_by 's/"one/"a longer one/'
diff_cflags=(-ffunction-sections)
diff_objects

expect_report <<'END'
proc.o: changed function: a
END
