#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# arm64: a replacement beside its function, in its section, and callbacks of other files.
. "$(dirname "$0")/lib.sh"
arch aarch64

unset ALT_STRUCT_SIZE
original <<'END'
#define ALT(old, new) asm volatile("661: " old "\n662:\n.pushsection .altinstructions,\"a\"\n" \
	".word 661b - .\n.word 663f - .\n.hword 3\n.byte 4, 4\n.popsection\n" \
	".subsection 1\n663: " new "\n664:\n.previous")
#define CB(old) asm volatile("661: " old "\n662:\n.pushsection .altinstructions,\"a\"\n" \
	".word 661b - .\n.word callback - .\n.hword 4\n.byte 4, 0\n.popsection")
int show(int x) { ALT("nop", "dmb sy"); return x * 3; }
int other(int x) { ALT("nop", "dsb sy"); CB("nop"); return x * 7; }
END
patched_by '1i /* a comment */'
diff_objects
expect_status 3

patched_by 's/\* 3/* 5/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_entries .altinstructions 12 1

patched_by 's/dmb sy/dmb ish/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
