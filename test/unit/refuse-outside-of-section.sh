#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A place before the first variable of a section, as that of an array counted from 1, is refused, not taken for its start.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define __read_mostly __attribute__((section(".data..read_mostly"), used))
static int other __read_mostly = 5;
static int table[40] __read_mostly = { 1, 2, 3 };
int show(long i) { int n; asm volatile("movl table-8(,%1,4), %0" : "=r" (n) : "r" (i)); return n + 41; }
END
patched_by 's/41/42/'
diff_objects
expect_refusal <<'END'
error: proc.o: show+0x8: refers to a place outside of section .data..read_mostly, and what of that section is meant cannot be told; take the variable out of the section
END
