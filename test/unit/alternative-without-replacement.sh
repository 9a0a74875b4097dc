#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An alternative that is replaced by nothing keeps its entry.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define ALT asm volatile("1: .byte 0x90,0x90,0x90\n2:\n" \
	".pushsection .altinstructions,\"a\"\n.long 1b - .\n.long 3f - .\n.word 308\n.byte 2b-1b\n.byte 0\n.popsection\n" \
	".pushsection .altinstr_replacement,\"ax\"\n3:\n.popsection")
int show(int x) { ALT; return x * 3; }
END
patched_by 's/\* 3/* 4/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_entries .altinstructions 12 1
relocations .altinstructions | awk '{ print $1 }' >actual
compare "fields that lead somewhere" <<'END'
0
4
END
