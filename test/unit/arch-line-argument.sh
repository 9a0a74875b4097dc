#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each CPU: a line number passed to a might_sleep check is no change.
. "$(dirname "$0")/lib.sh"

try() {
	original <<'END'
void __might_sleep(const char *file, int line);
int show(int x)
{
	__might_sleep(__FILE__, __LINE__);
	return x * 3;
}
END
	neighbour sched.c <<'END'
void __might_sleep(const char *file, int line) {}
END
	patched_by '/^int show/i /* a comment */\n'
	diff_objects

	expect_status 3
}
on_cpus aarch64 aarch64/clang ppc64le s390x s390x/clang loongarch64/clang-19
