#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Debug info tells that a number which any function is passed is the line of the call.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
neighbour callee.c <<'END'
void account(const char *file, int line) {}
END
original <<'END'
void account(const char *file, int line);
#define REPORT(x) account(x, __LINE__)
int show(int x)
{
	REPORT("a");
	if (x > 5)
		REPORT("b");
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_status 3
