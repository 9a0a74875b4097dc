#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What is missing is reported once, however often it is used.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + helper(x + 2) + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
echo '     1: ffffffff81001000     9 FUNC    GLOBAL DEFAULT    1 show' >symtab
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_status 1
[[ $(grep -c helper stderr) -eq 1 ]] || fail "$(cat stderr)"
