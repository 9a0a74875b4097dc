#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# s390x: an address that larl computes is loaded from the offset table when it is far.
. "$(dirname "$0")/lib.sh"
arch s390x

kernel_cflags=("${kernel_cflags[@]/#-fPIC/-fPIE}")
kernel_cflags=("${kernel_cflags[@]/#-mno-pic-data-is-text-relative/-mpic-data-is-text-relative}")
original <<'END'
static int table[20];
int show(int x) { return table[x] * 3; }
int set(int x, int y) { return table[x] = y; }
END
patched_by 's/\* 3/* 5/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
readelf -rW out.o | awk '/table/ { print $3 }' >actual
compare "relocation" <<'END'
R_390_GOTENT
END
"${cross}objdump" -d out.o | grep -q lgrl || fail "$("${cross}objdump" -dr out.o)"
