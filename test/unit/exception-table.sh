#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of the exception table, only the entries of the changed function are kept.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define GET(x, p) asm volatile("1: mov (%1), %0\n2:\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 2b - .\n.long 1\n.popsection" \
	: "=r" (x) : "r" (p))
long show(long *p) { long x; GET(x, p); return x + 1; }
long other(long *p) { long x; GET(x, p); return x + 2; }
END
patched_by 's/x + 1/x + 3/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_entries __ex_table 12 1
[[ $(relocations __ex_table | grep -c '\.text\.show\|show') -eq 2 ]] || fail "entries: $(relocations __ex_table)"
