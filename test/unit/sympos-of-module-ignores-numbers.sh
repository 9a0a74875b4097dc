#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A module's symbol that stands for a number has no place in it, and is not counted.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
EOF
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'EOF'
     1: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS other.c
     2: 0000000000000020     0 NOTYPE  LOCAL  DEFAULT  ABS helper
     3: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS proc.c
     4: 0000000000000020     9 FUNC    LOCAL  DEFAULT    1 helper
     5: 0000000000000040     9 FUNC    GLOBAL DEFAULT    1 show
EOF
run_cdo orig/proc.o patched/proc.o xfs symtab "$symvers" test_patch out.o

expect_undefined <<'EOF'
.klp.sym.xfs.helper,0
__fentry__
EOF
