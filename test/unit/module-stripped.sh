#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A module without FILE symbols: ours is the run of the table that has all our locals.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int aide(int x) { asm volatile(""); return x * 9; }
int show(int x) { return helper(x) + aide(x) + 1; }
EOF
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'EOF'
     1: 0000000000000000     9 FUNC    LOCAL  DEFAULT    1 helper
     2: 0000000000000010     9 FUNC    LOCAL  DEFAULT    1 stranger
     3: 0000000000000020     9 FUNC    LOCAL  DEFAULT    1 helper
     4: 0000000000000030     9 FUNC    LOCAL  DEFAULT    1 aide
     5: 0000000000000040     9 FUNC    LOCAL  DEFAULT    1 another
     6: 0000000000000050     9 FUNC    LOCAL  DEFAULT    1 helper
     7: 0000000000000060     9 FUNC    GLOBAL DEFAULT    1 show
EOF
run_cdo orig/proc.o patched/proc.o xfs symtab "$symvers" test_patch out.o

expect_undefined <<'EOF'
.klp.sym.xfs.aide,0
.klp.sym.xfs.helper,2
__fentry__
EOF

# Names of our globals, and of what the linker drops, say nothing: another file's static may have them.
{
	cat orig/proc.c
	echo 'static int dropped __attribute__((section(".discard.addressable"), used));'
} >more.c
mv more.c orig/proc.c
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'EOF'
     1: 0000000000000000     9 FUNC    LOCAL  DEFAULT    1 dropped
     2: 0000000000000008     9 FUNC    LOCAL  DEFAULT    1 show
     3: 0000000000000010     9 FUNC    LOCAL  DEFAULT    1 helper
     4: 0000000000000020     9 FUNC    LOCAL  DEFAULT    1 helper
     5: 0000000000000030     9 FUNC    LOCAL  DEFAULT    1 aide
     6: 0000000000000060     9 FUNC    GLOBAL DEFAULT    1 show
EOF
run_cdo orig/proc.o patched/proc.o xfs symtab "$symvers" test_patch out.o

expect_undefined <<'EOF'
.klp.sym.xfs.aide,0
.klp.sym.xfs.helper,2
__fentry__
EOF
