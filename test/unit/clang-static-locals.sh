#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Clang's static locals of one name are told apart by where they are declared.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
original <<'END'
int show(int x)
{
	static int first asm("show.count") = 5;
	static int second asm("show.count.1") = 7;
	first += x;
	second -= x;
	return first * second + 1;
}
END
patched_by 's/+ 1/+ 2/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.show.count,0
.klp.sym.vmlinux.show.count.1,0
__fentry__
END
