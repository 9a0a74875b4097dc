#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The .llvm hash of a static function changes with the file and is no part of its name.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) asm("helper.llvm.1234567890");
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/1234567890/9876543210/; s/+ 1/+ 2/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.helper.llvm.1234567890,0
__fentry__
END
