#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An entry size that does not fit the table is refused.
. "$(dirname "$0")/lib.sh"

export EX_STRUCT_SIZE=8
original <<'END'
#define GET(x, p) asm volatile("1: mov (%1), %0\n2:\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 2b - .\n.long 1\n.popsection" \
	: "=r" (x) : "r" (p))
long show(long *p) { long x; GET(x, p); return x + 1; }
END
patched_by 's/x + 1/x + 3/'
diff_objects

expect_refusal <<'END'
error: proc.o: __ex_table: the size of an entry cannot be told from its relocations; set EX_STRUCT_SIZE
END
