#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The first of several same-named functions has position 1.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 5; }
int other(int x) { return helper(x); }
END
original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
# proc.c is linked in front of the other file here.
ld --unresolved-symbols=ignore-all -e 0 -Ttext=0xffffffff81000000 -o vmlinux shipped/proc.o neighbours/other.o
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_undefined <<'END'
.klp.sym.vmlinux.helper,1
__fentry__
END
