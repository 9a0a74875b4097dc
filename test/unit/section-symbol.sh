#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A reference by section symbol and one by name lead to the same function.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline, used)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { asm volatile("lea helper(%%rip), %%rax" ::: "rax"); return x; }
END
# helper is alone in its section.
patched_by 's/lea helper/lea .text.helper/'
diff_objects

expect_status 3
