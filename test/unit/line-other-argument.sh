#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Only the argument that is a line number may differ.
. "$(dirname "$0")/lib.sh"

neighbour callee.c <<'END'
void __might_sleep(const char *file, int line, int offset) {}
END
original <<'END'
void __might_sleep(const char *file, int line, int offset);
int show(int x)
{
	__might_sleep(__FILE__, 5, __LINE__);
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
