#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Without the environment's word, an entry's size comes from the table's own relocations.
. "$(dirname "$0")/lib.sh"

unset EX_STRUCT_SIZE
original <<'END'
#define GET(x, p) asm volatile("1: mov (%1), %0\n2:\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 2b - .\n.long 1, 2\n.popsection" \
	: "=r" (x) : "r" (p))
long show(long *p) { long x; GET(x, p); return x + 1; }
long other(long *p) { long x; GET(x, p); return x + 2; }
END
patched_by 's/x + 1/x + 3/'
diff_objects
expect_entries __ex_table 16 1

# Where an entry has another number of them than usual, by what repeats.
sed -i 's/\.long 1, 2/.long 1b - .\\n.long 1/' orig/proc.c patched/proc.c
diff_objects
expect_entries __ex_table 16 1
