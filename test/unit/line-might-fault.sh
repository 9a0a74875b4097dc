#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A line number passed to __might_fault is no change.
. "$(dirname "$0")/lib.sh"

neighbour callee.c <<'END'
void __might_fault(const char *file, int line, int more) {}
END
original <<'END'
void __might_fault(const char *file, int line, int more);
int show(int x)
{
	__might_fault(__FILE__, __LINE__, 3);
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_status 3
