#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A local symbol that stands before any source file's is not that of a file which is not there.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
static int hits;
int show(int x) { return hits++ + 41; }
EOF
patched_by 's/41/42/'
build_objects
cat >symtab <<'EOF'
     1: 0000000000000800     4 OBJECT  LOCAL  DEFAULT    2 hits
     2: 0000000000000000     0 FILE    LOCAL  DEFAULT  ABS other.c
     3: 0000000000000200     9 FUNC    GLOBAL DEFAULT    1 show
EOF
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_refusal <<'EOF'
error: proc.o: hits: not in the symbol table of vmlinux (symtab); the object was not built from the source, configuration and compiler of that kernel
EOF
