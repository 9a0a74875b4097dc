#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A global function of the name counts along with the static ones.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'END'
__attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 5; }
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
