#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Without debug info, the functions that are known to take a line number are, and others are not.
. "$(dirname "$0")/lib.sh"

# try_taker NAME ARGUMENTS STATUS [PARAMETERS]
try_taker() {
	neighbour callee.c <<<"int $1() { return 1; }"
	original <<-END
		int $1(${4:-const char *file, int line, ...});
		int show(int x)
		{
			$1($2);
			return x * 3;
		}
	END
	patched_by '/^int show/i /* a comment */\n'
	diff_objects
	[[ $status -eq $3 ]] || fail "$1($2): status $status, expected $3"
	rm -f out.o
}

for name in __might_sleep ___might_sleep __might_resched __might_fault __cant_sleep __cant_migrate \
	lockdep_rcu_suspicious rcu_read_lock_held_common warn_slowpath_null warn_slowpath_fmt warn_slowpath_fmt_taint; do
	try_taker $name '__FILE__, __LINE__' 3
done
for name in __warn_printk _printk printk; do
	try_taker $name '"RTNL: assertion failed at %s (%d)\n", __FILE__, __LINE__' 3 'const char *fmt, ...'
	try_taker $name '"at %s (%d)\n", __FILE__, __LINE__' 0 'const char *fmt, ...'
done
try_taker __might_sleep '__FILE__, 1, __LINE__' 0
try_taker somebody_else '__FILE__, __LINE__' 0
