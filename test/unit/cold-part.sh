#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The cold part of a changed function is taken along and replaced with it.
. "$(dirname "$0")/lib.sh"

neighbour panic.c <<'END'
__attribute__((cold)) void complain(int x) { asm volatile("" :: "r" (x)); }
END
original <<'END'
__attribute__((cold)) void complain(int x);
int show(int x)
{
	if (x == 41) {
		complain(x);
		return -1;
	}
	return x * 3;
}
END
patched_by 's/\* 3/* 5/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_functions <<'END'
show
show.cold
END
# KPATCH_FUNC_STACK_ONLY is 2: a task may sleep in the cold part alone.
expect_func_table <<'END'
show vmlinux 0 0
show.cold vmlinux 0 2
END
