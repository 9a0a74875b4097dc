#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A number that an inline function passes on, and that is not the line of its caller, is a change.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
neighbour callee.c <<'END'
void start(int blocks, int line) {}
END
original <<'END'
void start(int blocks, int line);
static inline void start_at(int blocks, int line)
{
	start(blocks + 1, line);
}
int show(int x)
{
	start_at(x, 20);
	return x * 3;
}
END
patched_by -e '/^int show/i /* a comment */' -e 's/20/21/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
