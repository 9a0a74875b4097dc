#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: of the feature fixups, and of their alternatives, those of the changed function are kept.
. "$(dirname "$0")/lib.sh"
arch ppc64le

original <<'END'
#define FTR(n, old, new) asm volatile(#n "1: " old "\n" #n "2:\n" \
	".pushsection __ftr_alt_" #n ",\"a\"\n.align 2\n" #n "3: " new "\n" #n "4:\n.popsection\n" \
	".pushsection __ftr_fixup,\"a\"\n.align 3\n" #n "5: .8byte 1\n.8byte 1\n" \
	".8byte " #n "1b - " #n "5b\n.8byte " #n "2b - " #n "5b\n" \
	".8byte " #n "3b - " #n "5b\n.8byte " #n "4b - " #n "5b\n.popsection")
int show(int x) { FTR(97, "sync", "eieio"); return x * 3; }
int other(int x) { FTR(97, "isync", "nop"); return x * 7; }
END
patched_by 's/\* 3/* 5/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_entries __ftr_fixup 48 1
expect_entries __ftr_alt_97 4 1

patched_by 's/eieio/nop/'
diff_objects
expect_status 0
sed 's/^.*: //' stdout >actual
compare report <<'END'
show (its entries in __ftr_fixup differ)
END
