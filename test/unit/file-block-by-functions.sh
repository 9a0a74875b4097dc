#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of two files of one name, that with the object's functions is ours, even if the other has more of its variables.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int hits = 1, misses = 2;
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + hits++ + misses++ + 1; }
END
patched <<'END'
static int hits = 1, misses = 2;
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 2; }
END
build_objects
# The linker's garbage collection took our variables.
cat >symtab <<'END'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     2: ffffffff81001000     9 OBJECT  LOCAL  DEFAULT    1 hits
     3: ffffffff81002000     9 OBJECT  LOCAL  DEFAULT    1 misses
     4: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     5: ffffffff81003000     9 FUNC    LOCAL  DEFAULT    1 helper
     6: ffffffff81004000     9 FUNC    GLOBAL DEFAULT    1 show
END
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
END
