#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Another number in a message is a change.
. "$(dirname "$0")/lib.sh"

neighbour warn.c <<'END'
void warn(const char *what) {}
END
original <<'END'
void warn(const char *what);
int show(int x)
{
	warn("version 41");
	return x * 3;
}
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
