#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Statics of one name from two source files in one object are kept apart.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/\* 7/* 9/'
# The second source of the object; linked in front, so that places change roles.
cat >second.c <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 5; }
int other(int x) { return helper(x) + 1; }
END
compile orig proc.c "${diff_cflags[@]}"
compile patched proc.c "${diff_cflags[@]}"
compile . second.c "${diff_cflags[@]}"
mv orig/proc.o orig/one.o
mv patched/proc.o patched/one.o
ld -r -o orig/proc.o orig/one.o second.o
ld -r -o patched/proc.o second.o patched/one.o
echo 'int entry(void) { return 0; }' >neighbours/entry.c
link_vmlinux
ld --unresolved-symbols=ignore-all -e 0 -Ttext=0xffffffff81000000 -o vmlinux orig/proc.o
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_report <<'END'
proc.o: changed function: helper
END
expect_func_table <<'END'
helper vmlinux 1 0
END
