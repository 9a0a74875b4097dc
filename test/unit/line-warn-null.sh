#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A line number passed to warn_slowpath_null is no change.
. "$(dirname "$0")/lib.sh"

neighbour callee.c <<'END'
void warn_slowpath_null(const char *file, int line, int more) {}
END
original <<'END'
void warn_slowpath_null(const char *file, int line, int more);
int show(int x)
{
	warn_slowpath_null(__FILE__, __LINE__, 3);
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_status 3
