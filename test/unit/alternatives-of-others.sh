#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The replacements of functions that stay do not travel.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define ALT asm volatile("1: .byte 0x90,0x90,0x90\n2:\n" \
	".pushsection .altinstructions,\"a\"\n.long 1b - .\n.long 3f - .\n.word 9*32+20\n.byte 2b-1b\n.byte 4f-3f\n.popsection\n" \
	".pushsection .altinstr_replacement,\"ax\"\n3: .byte 0x0f,0x01,0xcb\n4:\n.popsection")
int first(int x) { ALT; return x * 5; }
int show(int x) { ALT; return x * 3; }
int last(int x) { ALT; return x * 7; }
END
patched_by 's/\* 3/* 4/'
diff_objects

expect_entries .altinstructions 12 1
expect_entries .altinstr_replacement 3 1
