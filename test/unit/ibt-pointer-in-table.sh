#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Under IBT, a table's pointer to a function that has lost its ENDBR is no indirect branch through the patch.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-fcf-protection=branch)
neighbour other.c <<'END'
int sealed(int x) { return x + 1; }
asm(".pushsection .ibt_endbr_seal,\"a\"\n.long sealed - .\n.popsection");
END
original <<'END'
int sealed(int x);
long show(long *p)
{
	long x;
	asm volatile("1: mov (%1), %0\n2:\n.pushsection __ex_table,\"a\"\n.long 1b - .\n.long 2b - .\n.long sealed - .\n.popsection" : "=r" (x) : "r" (p));
	return x + 41;
}
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
