#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Lines that move __LINE__ in a bug table entry change nothing.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define WARN_ON(c) do { if (c) asm volatile( \
	"1: ud2\n.pushsection __bug_table,\"aw\"\n" \
	"2: .long 1b - .\n.long %c0 - .\n.word %c1\n.word 0\n.popsection" \
	:: "i" (__FILE__), "i" (__LINE__)); } while (0)
int show(int x)
{
	WARN_ON(x == 3);
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_status 3
