#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each CPU: the changed function and its list entry, in either byte order.
. "$(dirname "$0")/lib.sh"

try() {
	original <<'END'
int limit = 3;
int show(int x) { return x * 3 + limit; }
int other(int x) { return x + 2; }
END
	patched_by 's/\* 3/* 5/'
	diff_objects

	expect_report <<'END'
proc.o: changed function: show
END
	expect_functions <<'END'
show
END
	expect_func_table <<'END'
show vmlinux 0 0
END
}
on_cpus aarch64 aarch64/clang ppc64le s390x s390x/clang loongarch64/clang-19
