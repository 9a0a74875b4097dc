#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# ORC halves of different length are a damaged object.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define ORC(bp) asm volatile("1: nop\n.pushsection .orc_unwind_ip,\"a\"\n.long 1b - .\n.popsection\n" \
	".pushsection .orc_unwind,\"a\"\n.short 8, " #bp "\n.byte 5, 0\n.popsection")
int show(int x) { ORC(11); return x * 3; }
asm(".pushsection .orc_unwind,\"a\"\n.byte 0\n.popsection");
END
patched_by 's/\* 3/* 4/'
diff_objects

expect_refusal <<'END'
error: proc.o: .orc_unwind does not match .orc_unwind_ip entry by entry
END
