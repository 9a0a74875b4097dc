#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A relative jump table's entries lead to its function, also those that seem to lead behind it.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define SCHED __attribute__((section(".sched.text"), noinline))
extern int sum(int);
SCHED int show(int x, int *p)
{
	switch (x) {
	case 0: return sum(3);
	case 1: *p = 7; return sum(1);
	case 2: p[1] = 9; return sum(8) + 1;
	case 3: p[3] += 4; return 12;
	case 4: p[1] ^= 4; return 17;
	case 5: p[2] = 4; return 11;
	case 6: p[4]--; return sum(41);
	}
	return 0;
}
SCHED int next(int x, int *p) { return sum(x) + p[4]; }
SCHED int last(int x, int *p) { return sum(x) + p[5]; }
END
cp orig/proc.c source.c

# Where what out.o holds of the table would lead: only into show().
try() {
	cp ../source.c orig/proc.c
	extra_cflags=(-fjump-tables)
	patched_by 's/return sum(3)/return sum(5)/'
	diff_objects
	expect_report <<<'proc.o: changed function: show'
	readelf -rW out.o | awk '
		/^Relocation section/ { inside = /\.rela\.rodata/ }
		inside && $3 ~ /^R_/ { print $5 }' | sort | uniq -c >actual
	compare "what the table refers to" <<<'      7 .sched.text'
}
on_cpus s390x s390x/clang
