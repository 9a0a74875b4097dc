#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The same code under another static key, or another way of it, is other code.
. "$(dirname "$0")/lib.sh"

neighbour key.c <<'EOF'
struct { long enabled, entries; } key, other_key;
EOF
original <<'EOF'
extern struct { long enabled, entries; } key, other_key;
#define BRANCH(key, way, l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 + " #way " - .\n.popsection" :: "i" (&key) :: l)
int show(int x) { BRANCH(key, 0, on); return x + 1; on: return x * 3; }
int other(int x) { BRANCH(other_key, 0, on); return x + 2; on: return x * 5; }
EOF
match_objects
expect_match

shipped_by '/show/s/BRANCH(key/BRANCH(other_key/'
match_objects
expect_mismatch "compiled 'an entry of __jump_table with key', but the shipped (vmlinux|module) has 'an entry of __jump_table with other_key'"
shipped_by '/show/s/BRANCH(key, 0/BRANCH(key, 1/'
match_objects
expect_mismatch "compiled 'an entry of __jump_table with key', but the shipped (vmlinux|module) has 'an entry of __jump_table with key\+0x1'"
