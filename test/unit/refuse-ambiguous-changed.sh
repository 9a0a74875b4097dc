#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed static function of which the kernel has two that could be meant is not guessed.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/\* 7/* 9/'
build_objects
cat >symtab <<'END'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     2: ffffffff81000010     9 FUNC    LOCAL  DEFAULT    1 helper
     3: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     4: ffffffff81000020     9 FUNC    LOCAL  DEFAULT    1 helper
     5: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS 
     6: ffffffff81000030     9 FUNC    GLOBAL DEFAULT    1 show
END
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_refusal <<'END'
error: proc.o: helper: changed function, and vmlinux has several of this name that could be meant (file proc.c), which cannot be told apart; make the change in its callers
END
