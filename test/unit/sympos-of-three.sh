#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The last of three is the third.
. "$(dirname "$0")/lib.sh"

neighbour a.c <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 5; }
int a(int x) { return helper(x); }
END
neighbour b.c <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 3; }
int b(int x) { return helper(x); }
END
original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.helper,3
__fentry__
END
