#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function's ORC entries travel in both halves.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define ORC(bp) asm volatile("1: nop\n.pushsection .orc_unwind_ip,\"a\"\n.long 1b - .\n.popsection\n" \
	".pushsection .orc_unwind,\"a\"\n.short 8, " #bp "\n.byte 5, 0\n.popsection")
int show(int x) { ORC(11); return x * 3; }
int other(int x) { ORC(22); return x * 5; }
END
patched_by 's/\* 5/* 6/'
diff_objects

expect_entries .orc_unwind_ip 4 1
expect_entries .orc_unwind 6 1
readelf -x .orc_unwind out.o | awk '/0x00000000/ { print $2 $3 }' >actual
compare "the entry of other()" <<'END'
080016000500
END
