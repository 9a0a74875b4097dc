#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of the bug table, only the entries of the changed function are kept.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define WARN_ON(c) do { if (c) asm volatile( \
	"1: ud2\n.pushsection __bug_table,\"aw\"\n" \
	"2: .long 1b - .\n.long %c0 - .\n.word %c1\n.word 0\n.popsection" \
	:: "i" (__FILE__), "i" (__LINE__)); } while (0)
int show(int x) { WARN_ON(x == 3); return x * 3; }
int other(int x) { WARN_ON(x == 4); return x * 3; }
END
patched_by 's/x == 3/x == 5/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_entries __bug_table 12 1
