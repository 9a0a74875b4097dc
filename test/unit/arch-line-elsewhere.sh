#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each CPU: a number passed as another argument, or to another function, is a change.
. "$(dirname "$0")/lib.sh"

try() {
	original <<'END'
void __might_sleep(int line, int depth);
void note(const char *file, int line);
int show(int x) { __might_sleep(11, 0); return x * 3; }
int other(int x) { note("file", 21); return x * 3; }
END
	patched_by 's/11/12/; s/21/22/'
	neighbour sched.c <<'END'
void __might_sleep(int line, int depth) {}
void note(const char *file, int line) {}
END
	diff_objects

	expect_report <<'END'
proc.o: changed function: other
proc.o: changed function: show
END
}
on_cpus aarch64 aarch64/clang ppc64le s390x s390x/clang loongarch64/clang-19
