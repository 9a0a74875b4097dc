#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed replacement of an alternative changes the function that it is for.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define ALT(code) asm volatile("1: .byte 0x90,0x90,0x90\n2:\n" \
	".pushsection .altinstructions,\"a\"\n.long 1b - .\n.long 3f - .\n.word 9*32+20\n.byte 2b-1b\n.byte 4f-3f\n.popsection\n" \
	".pushsection .altinstr_replacement,\"ax\"\n3: .byte 0x0f,0x01," code "\n4:\n.popsection")
int show(int x) { ALT("0xcb"); return x * 3; }
int other(int x) { ALT("0xca"); return x * 5; }
END
patched_by 's/0xcb/0xcc/'
diff_objects

sed 's/^[^ ]*proc\.o: //' stdout >actual
compare "report" <<'END'
changed function: show (its entries in .altinstructions differ)
END
