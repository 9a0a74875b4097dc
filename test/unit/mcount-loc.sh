#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The patch has the fentry place of each function that it carries.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
int other(int x) { return x; }
END
patched_by 's/\* 7/* 9/; s/+ 1/+ 2/'
diff_objects

expect_entries __mcount_loc 8 2
