#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A symbol table that does not hold the object is refused, and what comes nearest is named.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define FUNCTION static __attribute__((noinline))
FUNCTION int reset(int x) { asm volatile(""); return x * 5; }
FUNCTION int helper(int x) { asm volatile(""); return x * 7; }
FUNCTION int aide(int x) { asm volatile(""); return x * 9; }
int show(int x) { return helper(x) + aide(x) + reset(x) + 1; }
static __attribute__((section(".init.text"))) int setup(void) { return 0; }
int (*start)(void) = setup;
END
patched_by 's/+ 1/+ 2/'
build_objects

# Another file of its name, another kernel's version of it, and one that has nothing in common with it.
cat >symtab <<'END'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     2: ffffffff81001000     9 FUNC    LOCAL  DEFAULT    1 reset
     3: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS old.c
     4: ffffffff81002000     9 FUNC    LOCAL  DEFAULT    1 helper
     5: ffffffff81003000     9 FUNC    LOCAL  DEFAULT    1 reset
     6: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS zero.c
     7: ffffffff81004000     9 FUNC    LOCAL  DEFAULT    1 zero
     8: ffffffff81005000     9 FUNC    GLOBAL DEFAULT    1 show
END
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o
expect_refusal <<'END'
error: proc.o: vmlinux (symtab) does not hold this object: no source file proc.c in it has all its 3 static functions; nearest: old.c has 2 of them, not aide; proc.c has 1 of them, not helper, aide; take the source, configuration and compiler of that kernel, and the object's own parent
END

# The changed function is in the other file, too, but it is not ours.
patched_by 's/x \* 5/x * 6/'
build_objects
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o
expect_status 1

sed '/ reset$/d; / helper$/d' symtab >symtab.none
run_cdo orig/proc.o patched/proc.o vmlinux symtab.none "$symvers" test_patch out.o
expect_refusal <<'END'
error: proc.o: vmlinux (symtab.none) does not hold this object: no source file proc.c in it has all its 3 static functions; nearest: none has any of them: reset, helper, aide; take the source, configuration and compiler of that kernel, and the object's own parent
END
