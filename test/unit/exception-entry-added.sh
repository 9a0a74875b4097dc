#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new entry for unchanged code is a change of the function.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define GET(x, p, more) asm volatile("1: mov (%1), %0\n2:\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 2b - .\n.long 1\n" more ".popsection" \
	: "=r" (x) : "r" (p))
long show(long *p) { long x; GET(x, p, ""); return x + 1; }
END
patched_by 's/p, ""/p, ".long 1b - .\\n.long 2b - .\\n.long 2\\n"/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_entries __ex_table 12 2
