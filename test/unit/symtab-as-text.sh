#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The symbol table as readelf text gives the same object as the ELF file.
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
diff_objects
mv out.o from-elf.o
readelf -sW vmlinux >vmlinux.symtab
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux.symtab "$symvers" test_patch out.o

expect_status 0
cmp out.o from-elf.o
