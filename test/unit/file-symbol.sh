#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The locals of the output stand behind the name of their source file, given once.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int aide(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + aide(x) + 1; }
END
patched_by 's/\* 7/* 9/; s/+ 1/+ 2/'
diff_objects

expect_status 0
readelf -sW out.o | awk '$4 == "FILE" || $4 == "FUNC" { print $4, $8 }' >actual
compare "symbols" <<'END'
FILE proc.c
FUNC helper
FUNC aide
FUNC show
END
