#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each CPU: a static variable that stays behind is referred to by name.
. "$(dirname "$0")/lib.sh"

try() {
	original <<'END'
static int counter;
int show(int x) { return ++counter * 3; }
int other(int x) { return counter--; }
END
	patched_by 's/\* 3/* 5/'
	diff_objects

	expect_report <<'END'
proc.o: changed function: show
END
	readelf -sW out.o | grep -q 'UND .*vmlinux.counter,' || fail "$(readelf -sW out.o)"
}
# clang for s390x has no way to data beyond 4 GiB, and is refused.
on_cpus aarch64 aarch64/clang ppc64le s390x loongarch64/clang-19
