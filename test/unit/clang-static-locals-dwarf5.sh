#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Clang's static locals of one name are told apart by DWARF 5, which has their addresses in a table.
. "$(dirname "$0")/lib.sh"

CC=clang fentry_cflags=(-fpatchable-function-entry=5) extra_cflags=(-gdwarf-5)
original <<'END'
int show(int x)
{
	if (x > 3) {
		static int count = 5;
		x += count++;
	}
	if (x > 7) {
		static int count = 7;
		x -= count++;
	}
	return x + 1;
}
END
patched_by 's/+ 1/+ 2/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.show.count,0
.klp.sym.vmlinux.show.count.1,0
END
