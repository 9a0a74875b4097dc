#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The line on which the arguments of a macro end is the number of its line, too.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
try() {
	neighbour callee.c <<'END'
void account(const char *file, int x, int line) {}
END
	original <<'END'
void account(const char *file, int x, int line);
#define REPORT(file, x) account(file, x, __LINE__)
int show(int x)
{
	REPORT("a",
	       x);
	if (x > 50)
		REPORT("b",

		       1);
	return x * 3;
}
END
	patched_by '/^int show/i /* a comment */\n'
	diff_objects

	expect_status 3
}
on_cpus x86_64 x86_64/clang aarch64/clang loongarch64/clang-19
