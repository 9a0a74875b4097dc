#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The fixup code of an exception entry travels with it, and jumps back into the copy.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define GET(x, p, e) asm volatile("1: mov (%2), %0\n2:\n" \
	".pushsection .fixup,\"ax\"\n3: mov $-14, %1\njmp 2b\n.popsection\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 3b - .\n.long 1\n.popsection" \
	: "=r" (x), "=r" (e) : "r" (p))
long show(long *p) { long x; int e = 0; GET(x, p, e); return x + e + 1; }
long other(long *p) { long x; int e = 0; GET(x, p, e); return x - e; }
END
patched_by 's/e + 1/e + 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_entries __ex_table 12 1
relocations .fixup | sed -E 's/^[0-9]+ //; s/[ +-].*//' >actual
compare "where the fixup jumps" <<'END'
.text.show
END
