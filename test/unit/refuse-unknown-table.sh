#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An unknown table that refers to a changed function is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x)
{
	asm volatile("1: nop\n.pushsection __strange_table,\"a\"\n.long 1b - .\n.long 7\n.popsection");
	return x + 41;
}
int other(int x)
{
	asm volatile("1: nop\n.pushsection __strange_table,\"a\"\n.long 1b - .\n.long 8\n.popsection");
	return x + 5;
}
END
patched_by 's/41/42/'
diff_objects

expect_status 1
grep -q "__strange_table" stderr || fail "the section is not named: $(cat stderr)"
