#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function with a moved line and a real change is changed.
. "$(dirname "$0")/lib.sh"

neighbour callee.c <<'END'
void __might_sleep(const char *file, int line) {}
END
original <<'END'
void __might_sleep(const char *file, int line);
int show(int x)
{
	__might_sleep(__FILE__, __LINE__);
	return x + 41;
}
END
patched_by -e '/^int show/i /* a comment */\n' -e 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
