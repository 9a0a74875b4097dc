#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Where vmlinux has no FILE symbols, a local is never taken for ours because it has a name of ours; a global is no local.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int aide(int x) { asm volatile(""); return x * 9; }
int show(int x) { return helper(x) + aide(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'END'
     1: ffffffff81001000     9 FUNC    LOCAL  DEFAULT    1 helper
     2: ffffffff81004000     9 FUNC    GLOBAL DEFAULT    1 show
     3: ffffffff81005000     9 FUNC    GLOBAL DEFAULT    1 aide
END
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o
expect_refusal <<'END'
error: proc.o: vmlinux (symtab) does not hold this object: no source file proc.c in it has all its 2 static functions; nearest: a nameless one has 1 of them, not aide; take the source, configuration and compiler of that kernel, and the object's own parent
END
