#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A line number passed to printk is no change.
. "$(dirname "$0")/lib.sh"

neighbour callee.c <<'END'
void printk(const char *fmt, const char *file, int line) {}
END
original <<'END'
void printk(const char *fmt, const char *file, int line);
int show(int x)
{
	printk("RTNL: assertion failed at %s (%d)\n", __FILE__, __LINE__);
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_status 3
