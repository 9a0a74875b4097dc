#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Without CONFIG_DEBUG_BUGVERBOSE an entry has no line that could move.
. "$(dirname "$0")/lib.sh"

export BUG_STRUCT_SIZE=6
original <<'END'
#define WARN_ON(c, flags) do { if (c) asm volatile( \
	"1: ud2\n.pushsection __bug_table,\"aw\"\n" \
	"2: .long 1b - .\n.word %c0\n.popsection" :: "i" (flags)); } while (0)
int show(int x) { WARN_ON(x == 3, 1); return x * 3; }
END
patched_by 's/== 3, 1/== 3, 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
