#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A number where the shipped code has an address, or the contrary, is other code.
. "$(dirname "$0")/lib.sh"

# In a module the field of an address holds 0, as that of the number does.
original <<'EOF'
int here = 1;
int first(int x) { return here + x; }
int show(int x) { long a, b; asm("movq %2, %0\n\tmovq %3, %1" : "=r" (a), "=r" (b) : "i" (&here), "i" (0L)); return a + b + x; }
EOF
match_objects
expect_match

shipped_by 's/(&here)/(0L)/'
match_objects
expect_mismatch "compiled '.*\\(here\\)', but the shipped (vmlinux|module) has 'mov r[a-z]+, 0'"
shipped_by 's/(0L)/(\&here)/'
match_objects
expect_mismatch "compiled 'mov r[a-z]+, 0', but the shipped (vmlinux|module) has '.*\\(here\\)'"
