#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A .constprop clone with another number is the same function.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) asm("helper.constprop.0");
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/constprop\.0/constprop.3/; s/+ 1/+ 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper.constprop.0,0
__fentry__
END
