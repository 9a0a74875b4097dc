#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# All that is missing is reported.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int aide(int x) { asm volatile(""); return x * 9; }
int show(int x) { return helper(x) + aide(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
echo '     1: ffffffff81001000     9 FUNC    GLOBAL DEFAULT    1 show' >symtab
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_status 1
for name in aide helper; do
	grep -q $name stderr || fail "$name: $(cat stderr)"
done
