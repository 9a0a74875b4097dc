#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Another CPU feature in an alternative is a change.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define ALT(feature) asm volatile("1: .byte 0x90,0x90,0x90\n2:\n" \
	".pushsection .altinstructions,\"a\"\n.long 1b - .\n.long 3f - .\n.word " #feature "\n.byte 2b-1b\n.byte 4f-3f\n.popsection\n" \
	".pushsection .altinstr_replacement,\"ax\"\n3: .byte 0x0f,0x01,0xcb\n4:\n.popsection")
int show(int x) { ALT(308); return x * 3; }
END
patched_by 's/308/309/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
