#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A symbol that stands for a number: a changed number is a change, and it goes along as a number.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern int limit(int);
int show(int x) { return limit(x) + 1; }
int other(int x) { return x + 2; }
END
patched_by ''
build_objects

# define DIR NUMBER: an absolute symbol in that object
define() {
	ld -r -z noexecstack --defsym "limit=$2" -o linked.o "$1/proc.o"
	mv linked.o "$1/proc.o"
}
define orig 0x10000
define patched 0x20000
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_report <<'END'
proc.o: changed function: show
END
readelf -sW out.o | awk '$8 == "limit" { print $2, $5, $7 }' >actual
compare "limit" <<'END'
0000000000020000 LOCAL ABS
END

# What became a number has changed, too.
build_objects
define patched 0x20000
rm out.o
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o
expect_report <<'END'
proc.o: changed function: show
END
