#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A WARN that is new in a function comes with its entry.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define WARN_ON(c) do { if (c) asm volatile( \
	"1: ud2\n.pushsection __bug_table,\"aw\"\n" \
	"2: .long 1b - .\n.long %c0 - .\n.word %c1\n.word 0\n.popsection" \
	:: "i" (__FILE__), "i" (__LINE__)); } while (0)
int show(int x) { WARN_ON(x == 3); return x * 3; }
END
patched_by 's/return x/\n&/; s/return x/WARN_ON(x == 4); return x/'
diff_objects

expect_entries __bug_table 12 2
