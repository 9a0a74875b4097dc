#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc by clang: nothing when nothing changed; a changed function has no entry that could be traced.
. "$(dirname "$0")/lib.sh"
arch ppc64le clang

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
expect_status 1
grep -q 'show: changed function has no fentry call' stderr || fail "$(cat stderr)"
