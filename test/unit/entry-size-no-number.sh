#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An entry size that is no number is refused.
. "$(dirname "$0")/lib.sh"

export BUG_STRUCT_SIZE=12bytes
original <<'END'
#define WARN_ON(c) do { if (c) asm volatile( \
	"1: ud2\n.pushsection __bug_table,\"aw\"\n" \
	"2: .long 1b - .\n.long %c0 - .\n.word %c1\n.word 0\n.popsection" \
	:: "i" (__FILE__), "i" (__LINE__)); } while (0)
int show(int x) { WARN_ON(x == 3); return x * 3; }
END
patched_by 's/\* 3/* 4/'
diff_objects

expect_refusal <<'END'
error: environment variable BUG_STRUCT_SIZE is '12bytes': a size in bytes (1 to 4096) is wanted
END
