#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A number that is printed with another format than ASSERT_RTNL's is a change.
. "$(dirname "$0")/lib.sh"

neighbour callee.c <<'END'
void _printk(const char *fmt, const char *file, int line) {}
END
original <<'END'
void _printk(const char *fmt, const char *file, int line);
int show(int x)
{
	_printk("RTNL: assertion passed at %s (%d)\n", __FILE__, __LINE__);
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
