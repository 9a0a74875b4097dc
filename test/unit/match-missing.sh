#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A call of what the shipped kernel does not have at all is other code; only in vmlinux it must be there.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
extern int outside(int), elsewhere(int);
int show(int x) { return outside(x) + elsewhere(x); }
EOF
neighbour other.c <<'EOF'
int elsewhere(int x) { return x + 1; }
EOF
shipped_by 's/outside/elsewhere/g'
match_objects
expect_mismatch "compiled 'call outside', but the shipped (vmlinux|module) has 'call elsewhere'"
