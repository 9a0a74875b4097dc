#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The function table has the position of a changed static function.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 5; }
int other(int x) { return helper(x); }
END
original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/\* 7/* 9/'
diff_objects

expect_report <<'END'
proc.o: changed function: helper
END
expect_func_table <<'END'
helper vmlinux 2 0
END
