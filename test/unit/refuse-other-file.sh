#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A local symbol of another file is never taken for ours.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int hits, misses;
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * hits; }
int show(int x) { return helper(x) + hits++ + misses++ + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'END'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS other.c
     2: ffffffff81001000     9 OBJECT  LOCAL  DEFAULT    1 misses
     3: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     4: ffffffff81002000     9 FUNC    LOCAL  DEFAULT    1 helper
     5: ffffffff81003000     9 OBJECT  LOCAL  DEFAULT    1 hits
     6: ffffffff81004000     9 FUNC    GLOBAL DEFAULT    1 show
END
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_status 1
grep -q 'proc\.o: misses: ' stderr || fail "$(cat stderr)"
