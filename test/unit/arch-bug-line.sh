#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each CPU: the line of a WARN, in __bug_table, is no change.
. "$(dirname "$0")/lib.sh"

try() {
	original <<'END'
#define WARN() asm volatile("1: .long 0\n" \
	".pushsection .rodata.str,\"aMS\",@progbits,1\n2: .string \"file\"\n.popsection\n" \
	".pushsection __bug_table,\"aw\"\n.long 1b - .\n.long 2b - .\n" \
	".short %c0, 1\n.popsection" :: "i" (__LINE__))
int show(int x)
{
	if (x > 5)
		WARN();
	return x * 3;
}
int other(int x) { WARN(); return x; }
END
	patched_by '/^int show/i /* a comment */'
	diff_objects
	expect_status 3

	patched_by -e '/^int show/i /* a comment */' -e 's/\* 3/* 5/'
	diff_objects
	expect_report <<'END'
proc.o: changed function: show
END
	expect_entries __bug_table 12 1
}
on_cpus aarch64 aarch64/clang ppc64le s390x s390x/clang loongarch64/clang-19
