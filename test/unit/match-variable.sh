#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The same instructions over another variable, or another place in it, are other code.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
static int one = 1, two = 2, table[4], other_table[4];
void first(void) { one++; two++; table[0]++; other_table[1]++; }
int show(int x) { table[x]++; table[2] = one; return 5; }
EOF
shipped_by '/show/s/= one/= two/'
match_objects
expect_mismatch "compiled '.*\\(one\\)', but the shipped (vmlinux|module) has '.*\\(two\\)'"
shipped_by '/show/s/table.x./other_table[x]/'
match_objects
expect_mismatch "compiled '.*\\(table\\)', but the shipped (vmlinux|module) has '.*\\(other_table\\)'"
shipped_by '/show/s/table.2./table[3]/'
match_objects
expect_mismatch "compiled '.*\\(table\\+0x8\\)', but the shipped (vmlinux|module) has '.*\\(table\\+0xc\\)'"
