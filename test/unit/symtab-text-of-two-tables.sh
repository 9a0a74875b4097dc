#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The dynamic symbols of a kernel that can be moved are no further symbols; nor do a symbol's notes hide its name.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
static int hits;
int show(int x) { return helper(x) + hits++ + 41; }
EOF
patched_by 's/41/42/'
build_objects
cat >symtab <<'EOF'

Symbol table '.dynsym' contains 3 entries:
   Num:    Value          Size Type    Bind   Vis      Ndx Name
     0: 0000000000000000     0 NOTYPE  LOCAL  DEFAULT  UND 
     1: 0000000000000050     9 FUNC    GLOBAL DEFAULT    1 helper
     2: 0000000000000200     9 FUNC    GLOBAL DEFAULT    1 show

Symbol table '.symtab' contains 6 entries:
   Num:    Value          Size Type    Bind   Vis      Ndx Name
     0: 0000000000000000     0 NOTYPE  LOCAL  DEFAULT  UND 
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     2: 0000000000000100     9 FUNC    LOCAL  DEFAULT [VARIANT_PCS]     1 helper
     3: 0000000000000800     4 OBJECT  LOCAL  DEFAULT    2 hits
     4: 0000000000000050     9 FUNC    GLOBAL DEFAULT    1 helper
     5: 0000000000000200     9 FUNC    GLOBAL DEFAULT [<other>: 88]     1 show
EOF
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_undefined <<'EOF'
.klp.sym.vmlinux.helper,2
.klp.sym.vmlinux.hits,0
__fentry__
EOF
expect_func_table <<'EOF'
show vmlinux 0 0
EOF
