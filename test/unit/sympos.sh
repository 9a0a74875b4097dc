#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static function whose name exists twice is named by its position.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 5; }
int other(int x) { return helper(x); }
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
expect_func_table <<'END'
show vmlinux 0 0
END
