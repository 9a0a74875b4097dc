#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of two FILE blocks of our name, the one with all of our locals is ours.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int aide(int x) { asm volatile(""); return x * 9; }
int show(int x) { return helper(x) + aide(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'END'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     2: ffffffff81001000     9 FUNC    LOCAL  DEFAULT    1 helper
     3: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     4: ffffffff81002000     9 FUNC    LOCAL  DEFAULT    1 helper
     5: ffffffff81002100     9 FUNC    LOCAL  DEFAULT    1 aide
     6: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     7: ffffffff81003000     9 FUNC    LOCAL  DEFAULT    1 helper
     8: ffffffff81004000     9 FUNC    GLOBAL DEFAULT    1 show
END
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_undefined <<'END'
.klp.sym.vmlinux.aide,0
.klp.sym.vmlinux.helper,2
__fentry__
END
