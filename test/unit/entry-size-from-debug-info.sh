#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The object's debug info says how long an entry is, where nobody else does and relocations mislead.
. "$(dirname "$0")/lib.sh"

unset EX_STRUCT_SIZE
extra_cflags=(-g)
original <<'END'
struct exception_table_entry { int insn, fixup, data[3]; } *debug_info_has_it;
#define GET(x, p, data) asm volatile("1: mov (%1), %0\n2:\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 2b - .\n.long " data "\n.long 1, 2\n.popsection" \
	: "=r" (x) : "r" (p))
long show(long *p) { long x; GET(x, p, "3"); return x + 1; }
long other(long *p) { long x; GET(x, p, "1b - ."); return x + 2; }
END
patched_by 's/x + 1/x + 3/'
diff_objects

expect_entries __ex_table 20 1
