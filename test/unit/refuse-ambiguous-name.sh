#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two locals of one name that nothing tells apart are refused.
. "$(dirname "$0")/lib.sh"

neighbour proc.c <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int other(int x) { return helper(x) + 1; }
END
original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
diff_objects

expect_refusal <<'END'
error: proc.o: helper: vmlinux has several symbols of this name that could be meant (file proc.c), which cannot be told apart; leave the code that uses it alone, or use something else
END
