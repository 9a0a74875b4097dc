#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A cold part that is gone is still looked for on stacks.
. "$(dirname "$0")/lib.sh"

neighbour panic.c <<'END'
__attribute__((cold)) void complain(int x) { asm volatile("" :: "r" (x)); }
END
original <<'END'
__attribute__((cold)) void complain(int x);
int show(int x)
{
	if (x == 41) { complain(x); return -1; }
	return x * 3;
}
END
patched_by '/complain(x);/d'
diff_objects

expect_functions <<'END'
show
END
expect_func_table <<'END'
show vmlinux 0 0
show.cold vmlinux 0 2
END
