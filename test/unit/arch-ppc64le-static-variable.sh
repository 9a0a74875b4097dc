#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: a static variable that stays behind is referred to by name.
. "$(dirname "$0")/lib.sh"
arch ppc64le

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
