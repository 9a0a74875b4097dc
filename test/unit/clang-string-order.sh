#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Clang gathers all strings in one section; one more moves the others and changes nobody else.
. "$(dirname "$0")/lib.sh"

CC=clang
fentry_cflags=(-fpatchable-function-entry=5)
neighbour seq.c <<'END'
int seq_puts(const char *s) { return s[0]; }
END
original <<'END'
int seq_puts(const char *s);
int first(void) { return seq_puts("first\n") + 1; }
int second(void) { return seq_puts("second\n") + 1; }
END
patched_by 's/return seq_puts("first/return seq_puts("zeroth\\n") + seq_puts("first/'
diff_objects

expect_report <<'END'
proc.o: changed function: first
END
