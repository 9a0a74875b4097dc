#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# arm64 by clang: the changed function alone, and nothing when nothing changed.
. "$(dirname "$0")/lib.sh"
arch aarch64 clang

original <<'END'
extern int printk(const char *format, ...);
static int counter;
int limit = 3;
int show(int x) { counter++; return printk("show %d\n", counter) * 3 + limit; }
int other(int x) { return printk("other %d\n", x + counter) + 2; }
END
patched_by '1i /* a comment */'
diff_objects
expect_status 3

patched_by 's/\* 3/* 5/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
