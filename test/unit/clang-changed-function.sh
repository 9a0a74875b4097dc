#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of an object that clang compiled, the changed function is taken, and what stays is referred to.
. "$(dirname "$0")/lib.sh"

CC=clang
fentry_cflags=(-fpatchable-function-entry=5)
neighbour seq.c <<'END'
int seq_puts(const char *s) { return s[0]; }
END
original <<'END'
int seq_puts(const char *s);
static int hits;
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { hits += x; return seq_puts("before\n") + helper(x) + hits; }
int other(void) { return seq_puts("other\n") + 2; }
END
patched_by 's/before/after/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
.klp.sym.vmlinux.hits,0
.klp.sym.vmlinux.seq_puts,0
END
