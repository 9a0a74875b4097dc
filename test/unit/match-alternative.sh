#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The same code that the running kernel would patch otherwise, by an alternative, is other code.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
extern int outside(int);
#define ALT(feature, code) asm volatile("1: .byte 0x90,0x90,0x90,0x90,0x90\n2:\n" \
	".pushsection .altinstructions,\"a\"\n.long 1b - .\n.long 3f - .\n.word " #feature "\n.byte 2b-1b\n.byte 4f-3f\n.popsection\n" \
	".pushsection .altinstr_replacement,\"ax\"\n3: " code "\n4:\n.popsection")
int first(int x) { ALT(9*32+20, "call elsewhere"); return outside(x) * 5; }
int show(int x) { ALT(9*32+20, ".byte 0x0f,0x01,0xcb"); ALT(9*32+18, "call outside"); return x * 3; }
EOF
neighbour other.c <<'EOF'
int outside(int x) { return x; }
int elsewhere(int x) { return x + 1; }
EOF
match_objects
expect_match

shipped_by '/show/s/9\*32+20/9*32+21/'
match_objects
expect_mismatch "compiled 'an entry of \.altinstructions with other bytes'"
shipped_by '/show/s/0xcb/0xca/'
match_objects
expect_mismatch "compiled 'an entry of \.altinstructions with "
shipped_by '/show/s/call outside/call elsewhere/'
match_objects
expect_mismatch "compiled 'an entry of \.altinstructions with "
shipped_by '/show/s/ALT(9\*32+18.*); ret/asm volatile(".byte 0x90,0x90,0x90,0x90,0x90"); ret/'
match_objects
expect_mismatch "compiled 'an entry of \.altinstructions with other bytes', but the shipped (vmlinux|module) has 'no entry of \.altinstructions'"

# An empty replacement says nothing of the one that lies behind it.
sed -i 's/ALT(9\*32+18, "call outside"); return x \* 3/ALT(9*32+18, ""); return x * 3/' orig/proc.c
echo 'int behind(int x) { ALT(9*32+20, ".byte 0x0f,0x01,0xcb"); return x * 7; }' >>orig/proc.c
shipped_by '/behind/s/0xcb/0xca/'
match_objects
for where in vmlinux module; do
	[[ $(tail -n 1 $where.said) == 'status 0' && $(<$where.said) != *show* ]] || fail "$where: $(cat $where.said)"
done
