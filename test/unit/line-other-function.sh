#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A number that is passed to a function not known to take a line is a change.
. "$(dirname "$0")/lib.sh"

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
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
