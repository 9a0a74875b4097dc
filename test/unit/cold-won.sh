#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that now has a cold part takes it along.
. "$(dirname "$0")/lib.sh"

neighbour panic.c <<'END'
__attribute__((cold)) void complain(int x) { asm volatile("" :: "r" (x)); }
END
original <<'END'
__attribute__((cold)) void complain(int x);
int show(int x)
{
	return x * 3;
}
END
patched_by '/return/i if (x == 41) { complain(x); return -1; }'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_functions <<'END'
show
show.cold
END
expect_func_table <<'END'
show vmlinux 0 0
END
