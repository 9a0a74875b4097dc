#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What calls a changed function from within the patch calls the new one.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((noinline)) int helper(int x) { asm volatile(""); return x + 41; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/41/42/; s/+ 1/+ 2/'
diff_objects

expect_undefined <<'END'
__fentry__
END
