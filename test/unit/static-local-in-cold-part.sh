#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local whose use moved to the cold part still belongs to the function.
. "$(dirname "$0")/lib.sh"

neighbour panic.c <<'END'
__attribute__((cold)) void complain(int x) { asm volatile("" :: "r" (x)); }
END
original <<'END'
void complain(int x);
int show(int x)
{
	static int count asm("count.7");
	if (x == 41) { count++; complain(count); return -1; }
	return x * 3;
}
END
patched_by '1s/^/__attribute__((cold)) /; s/count\.7/count.8/'
diff_objects

expect_functions <<'END'
show
show.cold
END
expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.complain,0
.klp.sym.vmlinux.count.7,0
__fentry__
END
