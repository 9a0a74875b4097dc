#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Which table comes first in an object says nothing: a function with entries in two of them is unchanged
# when a function before it gets its first entry in the second.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define EX() asm volatile(".pushsection __ex_table,\"a\"; .long 661f - ., 661f - ., 1; .popsection; 661: nop")
#define BUG() asm volatile("1: .byte 0xf, 0xb; .pushsection __bug_table,\"aw\"; 2: .long 1b - 2b; .long %c0 - 2b; .word %c1, 0; .popsection" :: "i" ("proc.c"), "i" (__LINE__))
int use(int);
int show(int x) { return use(x) + 41; }
int first(int x) { EX(); return use(x) + 1; }
int both(int x) { EX(); if (x) BUG(); return use(x) + 2; }
END
patched_by 's/^int show(int x) {/& BUG();/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
