#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that the compiler now clones is the one that it did not clone.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) asm("helper");
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/"helper"/"helper.isra.0"/; s/+ 1/+ 2/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
END
