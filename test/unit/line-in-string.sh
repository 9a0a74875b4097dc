#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A line number that the compiler wrote into a message behind the file's name is no change.
. "$(dirname "$0")/lib.sh"

neighbour warn.c <<'END'
void warn(const char *what) {}
END
original <<'END'
void warn(const char *what);
#define STRING2(x) #x
#define STRING(x) STRING2(x)
int show(int x)
{
	warn("field at " __FILE__ ":" STRING(__LINE__));
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_status 3
