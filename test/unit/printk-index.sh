#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The printk index entry of a changed function goes along with its format.
. "$(dirname "$0")/lib.sh"

original <<'END'
struct pi_entry { const char *fmt, *func, *file; unsigned line; const char *level, *subsys; };
int _printk(const char *s);
#define pr(s) ({ static const struct pi_entry _entry = { s, "f", __FILE__, __LINE__ }; \
	static const struct pi_entry *_entry_ptr __attribute__((section(".printk_index"), used)) = &_entry; _printk(s); })
int show(int x) { pr("before\n"); return x; }
int other(int x) { pr("other\n"); return x; }
END
patched_by 's/before/after/'
printf '0x00000000\t_printk\tvmlinux\tEXPORT_SYMBOL\t\n' >>Module.symvers
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
