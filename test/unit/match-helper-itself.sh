#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A call of what an option has called from everywhere says nothing where that is defined.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
__attribute__((noinline)) int __list_add_valid(int x) { asm volatile(""); return x * 5; }
int show(int x) { return x + 3; }
EOF
shipped_by '/show/s/x + 3/__list_add_valid(x) + 1/'
match_objects
expect_mismatch "compiled '.*', but the shipped (vmlinux|module) has 'call __list_add_valid'"
grep -qE 'the likely cause is (a constant .*, so )?the source or the config' stderr || fail "$(cat stderr)"
