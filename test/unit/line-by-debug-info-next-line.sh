#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A number that is the line of other code than the call's is a change.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
neighbour callee.c <<'END'
void account(const char *file, int x, int line) {}
END
original <<'END'
void account(const char *file, int x, int line);
int count(int x)
{
	account("a", x, 5);
	x += 7;
	account("b", x, 9);
	return x * 3;
}
END
patched_by -e '/^int count/i /* a comment */' -e 's/x, 5/x, 6/'
diff_objects

expect_report <<'END'
proc.o: changed function: count
END
