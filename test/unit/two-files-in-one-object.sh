#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of an object that is linked of two files, each has its own block of locals, told by the names of that file.
. "$(dirname "$0")/lib.sh"

neighbour second.c <<'END'
static __attribute__((noinline)) int aide(int x) { asm volatile(""); return x * 9; }
int other(int x) { return aide(x) + 2; }
END
original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int guide(int x) { asm volatile(""); return x * 5; }
int show(int x) { return helper(x) + guide(x) + 1; }
END
patched_by 's/+ 1/+ 3/'
build_objects
for dir in orig patched; do
	sed 's/+ 2/+ 4/' neighbours/second.c >patched/second.c
	cp neighbours/second.c orig/second.c
	compile "$dir" second.c "${diff_cflags[@]}"
	ld -r -o "$dir/both.o" "$dir/proc.o" "$dir/second.o"
done
cat >symtab <<'END'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS second.c
     2: ffffffff81001000     9 FUNC    LOCAL  DEFAULT    1 aide
     3: ffffffff81001010     9 FUNC    LOCAL  DEFAULT    1 helper
     4: ffffffff81001020     9 FUNC    LOCAL  DEFAULT    1 guide
     5: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS second.c
     6: ffffffff81002000     9 FUNC    LOCAL  DEFAULT    1 aide
     7: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     8: ffffffff81003000     9 FUNC    LOCAL  DEFAULT    1 helper
     9: ffffffff81003010     9 FUNC    LOCAL  DEFAULT    1 guide
    10: ffffffff81004000     9 FUNC    GLOBAL DEFAULT    1 show
    11: ffffffff81004010     9 FUNC    GLOBAL DEFAULT    1 other
END
run_cdo orig/both.o patched/both.o vmlinux symtab "$symvers" test_patch out.o
expect_undefined <<'END'
.klp.sym.vmlinux.aide,2
.klp.sym.vmlinux.guide,2
.klp.sym.vmlinux.helper,2
__fentry__
END

# What of one file is missing is told of that file alone; a global of the name is another.
cat >symtab <<'END'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS second.c
     2: ffffffff81002000     9 FUNC    LOCAL  DEFAULT    1 aide
     3: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     4: ffffffff81003000     9 FUNC    LOCAL  DEFAULT    1 helper
     5: ffffffff81003010     9 FUNC    GLOBAL DEFAULT    1 guide
     6: ffffffff81004000     9 FUNC    GLOBAL DEFAULT    1 show
     7: ffffffff81004010     9 FUNC    GLOBAL DEFAULT    1 other
END
rm out.o
run_cdo orig/both.o patched/both.o vmlinux symtab "$symvers" test_patch out.o
expect_refusal <<'END'
error: both.o: vmlinux (symtab) does not hold this object: no source file proc.c in it has all its 2 static functions; nearest: proc.c has 1 of them, not guide; take the source, configuration and compiler of that kernel, and the object's own parent
END
