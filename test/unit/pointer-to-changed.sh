#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A pointer to a changed function is that of the original; a call goes to the new one.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int (*hook)(int);
int show(int x) { hook = helper; return helper(x); }
END
patched_by 's/\* 7/* 9/; s/return helper(x)/return helper(x) + 1/'
diff_objects

expect_functions <<'END'
helper
show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
.klp.sym.vmlinux.hook,0
__fentry__
END
