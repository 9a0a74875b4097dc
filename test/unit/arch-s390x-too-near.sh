#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# s390x: data that an instruction reads where it is, and cannot reach from a module, is refused.
. "$(dirname "$0")/lib.sh"
arch s390x

kernel_cflags=("${kernel_cflags[@]/#-fPIC/-fPIE}")
kernel_cflags=("${kernel_cflags[@]/#-mno-pic-data-is-text-relative/-mpic-data-is-text-relative}")
original <<'END'
static int counter;
int show(int x) { return counter * 3; }
int set(int x) { return counter = x; }
END
patched_by 's/\* 3/* 5/'
diff_objects
expect_status 1
grep -q 'show+0x8: refers to counter, .*compile the object with -fPIC' stderr || fail "$(cat stderr)"
