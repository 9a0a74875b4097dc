#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The same inputs give the same output, byte for byte.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int hits;
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { hits++; return helper(x) + 41; }
END
patched_by 's/41/42/'
diff_objects

mv out.o first.o
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o
cmp out.o first.o
