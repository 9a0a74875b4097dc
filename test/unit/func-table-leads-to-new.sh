#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An entry of the function table leads to the new function; one that is only looked for on stacks leads to none.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((no_instrument_function, noinline)) int bare(int x) { asm volatile(""); return x + 41; }
int show(int x) { return bare(x) + 1; }
END
patched_by 's/41/42/'
diff_objects

expect_func_table <<'END'
bare vmlinux 0 2
show vmlinux 0 0
END
relocations .kpatch.funcs | awk '$1 % 40 == 0 { print $2 }' >actual
compare "new functions" <<<show
