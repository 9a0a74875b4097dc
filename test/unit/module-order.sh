#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# In a module the kernel counts in the order of the symbol table, not by address, and without what init has.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
EOF
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'EOF'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS other.c
     2: 0000000000000900     9 FUNC    LOCAL  DEFAULT    1 helper
     3: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     4: 0000000000000100     9 FUNC    LOCAL  DEFAULT    1 helper
     5: 0000000000000200     9 FUNC    GLOBAL DEFAULT    1 show
EOF
run_cdo orig/proc.o patched/proc.o xfs symtab "$symvers" test_patch out.o

expect_undefined <<'EOF'
.klp.sym.xfs.helper,2
__fentry__
EOF

# What is in another section may be gone after the module's init; readelf does not say so.
sed -i 's/000900     9 FUNC    LOCAL  DEFAULT    1/000900     9 FUNC    LOCAL  DEFAULT    2/' symtab
run_cdo orig/proc.o patched/proc.o xfs symtab "$symvers" test_patch out.o
expect_refusal <<'EOF'
error: proc.o: helper: xfs has several symbols of this name that could be meant (file proc.c), which cannot be told apart; leave the code that uses it alone, or use something else
EOF
