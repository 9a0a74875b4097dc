#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of several FILE symbols of one name, the block with the same locals is ours.
. "$(dirname "$0")/lib.sh"

mkdir -p neighbours
neighbour proc.c <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 5; }
static __attribute__((noinline)) int foreign(int x) { asm volatile(""); return x * 3; }
int other(int x) { return helper(x) + foreign(x); }
END
original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.helper,2
__fentry__
END
