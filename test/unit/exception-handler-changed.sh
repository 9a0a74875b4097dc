#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Another handler in the exception table is a change of the function.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define GET(x, p, type) asm volatile("1: mov (%1), %0\n2:\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 2b - .\n.long " #type "\n.popsection" \
	: "=r" (x) : "r" (p))
long show(long *p) { long x; GET(x, p, 1); return x + 1; }
END
patched_by 's/p, 1/p, 3/'
diff_objects

sed 's/^[^ ]*proc\.o: //' stdout >actual
compare "report" <<'END'
changed function: show (its entries in __ex_table differ)
END
