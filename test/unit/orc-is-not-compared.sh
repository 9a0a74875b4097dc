#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Unwind data alone does not make a change.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define ORC(bp) asm volatile("1: nop\n.pushsection .orc_unwind_ip,\"a\"\n.long 1b - .\n.popsection\n" \
	".pushsection .orc_unwind,\"a\"\n.short 8, " #bp "\n.byte 5, 0\n.popsection")
int show(int x) { ORC(11); return x * 3; }
END
patched_by 's/ORC(11)/ORC(12)/'
diff_objects

expect_status 3
