#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A number that is no line in one of the two builds is a change, whatever it looks like.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
neighbour callee.c <<'END'
void account(const char *file, int line) {}
END
original <<'END'
void account(const char *file, int line);
int show(int x)
{
	account("a", __LINE__);
	return x * 3;
}
int count(int x)
{
	account("a", 20);
	return x * 3;
}
END
patched_by -e 's/__LINE__/5/' -e 's/"a", 20/"a", __LINE__/' -e '/^int count/i /* a comment */'
diff_objects

expect_report <<'END'
proc.o: changed function: count
proc.o: changed function: show
END
