#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An unknown table about functions that stay is left behind.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
int other(int x)
{
	asm volatile("1: nop\n.pushsection __strange_table,\"a\"\n.long 1b - .\n.long 8\n.popsection");
	return x + 5;
}
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
