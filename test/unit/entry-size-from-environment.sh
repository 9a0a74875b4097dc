#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The environment's word on an entry's size is taken, whatever the table's relocations look like.
. "$(dirname "$0")/lib.sh"

# By the relocations an entry would have 8 bytes, and the second half would be about other().
export EX_STRUCT_SIZE=16
original <<'END'
#define GET(x, p) asm volatile("1: mov (%1), %0\n2:\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 2b - .\n.long other - .\n.long 2b - .\n.popsection" \
	: "=r" (x) : "r" (p))
long show(long *p) { long x; GET(x, p); return x + 1; }
long other(long *p) { long x; GET(x, p); return x + 2; }
END
patched_by 's/x + 1/x + 3/'
diff_objects

expect_entries __ex_table 16 1
