#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A split-off .part with another number is the same function.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) asm("helper.part.0");
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/part\.0/part.1/; s/+ 1/+ 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper.part.0,0
__fentry__
END
