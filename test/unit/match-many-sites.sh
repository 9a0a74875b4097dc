#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An object with thousands of functions and alternatives is compared in seconds, each with its own.
. "$(dirname "$0")/lib.sh"

# No neighbour's alternative is for the same feature.
original <<'EOF'
asm(".altmacro\n.macro many id\n"
    ".section .text.f\\id,\"ax\"\n.globl f\\id\n.type f\\id, @function\nf\\id:\n.nops 5\nret\n.size f\\id, . - f\\id\n"
    ".section .altinstructions,\"a\"\n.long f\\id - .\n.long r\\id - .\n.word \\id\n.byte 5\n.byte 3\n"
    ".section .altinstr_replacement,\"ax\"\nr\\id: .byte 0x0f,0x01,0xcb\n.endm\n"
    ".set i, 0\n.rept 30000\nmany %i\n.set i, i + 1\n.endr\n.noaltmacro\n.text");
int show(int x) { return x + 41; }
EOF
# Looking through the whole table for each function takes minutes of processor time.
ulimit -t 30
match_objects
expect_match

shipped_by 's/\.word \\\\id/.word \\\\id ^ 1/'
match_objects
for where in vmlinux module; do
	grep -qE "^warning: proc\.o: f[0-9]+\+0x0: compiled 'an entry of \.altinstructions with other bytes'" $where.said ||
		fail "$where: $(cat $where.said)"
done
