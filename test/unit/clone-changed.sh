#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed clone is reported and listed under the original's name.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) asm("helper.isra.0");
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/isra\.0/isra.1/; s/\* 7/* 9/'
diff_objects

expect_report <<'END'
proc.o: changed function: helper.isra.0
END
expect_func_table <<'END'
helper.isra.0 vmlinux 0 0
END
