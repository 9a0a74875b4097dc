#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that became global is still the original's.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by '1s/^static //; s/+ 1/+ 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
END
