#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Assembler labels and section symbols are not counted: the kernel does not list them.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'END'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     2: ffffffff81001000     0 SECTION LOCAL  DEFAULT    1 helper
     3: 0000000000000000     0 FUNC    GLOBAL DEFAULT  UND helper
     4: ffffffff81002000     9 FUNC    LOCAL  DEFAULT    1 helper
     5: ffffffff81003000     9 FUNC    GLOBAL DEFAULT    1 show
END
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
END
