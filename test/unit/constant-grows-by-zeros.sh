#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An unnamed constant that only grew by zeros is another one.
. "$(dirname "$0")/lib.sh"

neighbour use.c <<'END'
int use(const void *p) { return 1; }
END
original <<'END'
int use(const void *p);
asm(".pushsection .rodata.numbers,\"a\"\n.Lnumbers: .quad 1\n.popsection");
int show(int x)
{
	const void *p;
	asm volatile("leaq .Lnumbers(%%rip), %0" : "=r" (p));
	return use(p) + x;
}
END
patched_by 's/\.quad 1/.quad 1, 0/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
