#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A module without FILE symbols, where two runs of the table could be ours: refused.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int aide(int x) { asm volatile(""); return x * 9; }
int show(int x) { return helper(x) + aide(x) + 1; }
EOF
patched_by 's/+ 1/+ 2/'
build_objects
cat >symtab <<'EOF'
     1: 0000000000000020     9 FUNC    LOCAL  DEFAULT    1 helper
     2: 0000000000000030     9 FUNC    LOCAL  DEFAULT    1 aide
     3: 0000000000000050     9 FUNC    LOCAL  DEFAULT    1 helper
     4: 0000000000000060     9 FUNC    GLOBAL DEFAULT    1 show
EOF
run_cdo orig/proc.o patched/proc.o xfs symtab "$symvers" test_patch out.o

expect_refusal <<'EOF'
error: proc.o: helper: xfs has several symbols of this name that could be meant (file proc.c), which cannot be told apart; leave the code that uses it alone, or use something else
EOF

# Nor is one of two runs ours because it is the first.
cat >symtab <<'EOF'
     1: 0000000000000020     9 FUNC    LOCAL  DEFAULT    1 helper
     2: 0000000000000030     9 FUNC    LOCAL  DEFAULT    1 aide
     3: 0000000000000050     9 FUNC    LOCAL  DEFAULT    1 aide
     4: 0000000000000060     9 FUNC    LOCAL  DEFAULT    1 helper
     5: 0000000000000070     9 FUNC    GLOBAL DEFAULT    1 show
EOF
run_cdo orig/proc.o patched/proc.o xfs symtab "$symvers" test_patch out.o
expect_refusal <<'EOF'
error: proc.o: helper: xfs has several symbols of this name that could be meant (file proc.c), which cannot be told apart; leave the code that uses it alone, or use something else
error: proc.o: aide: xfs has several symbols of this name that could be meant (file proc.c), which cannot be told apart; leave the code that uses it alone, or use something else
EOF
