#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Clang's object with a comment more on top is unchanged.
. "$(dirname "$0")/lib.sh"

CC=clang
fentry_cflags=(-fpatchable-function-entry=5)
original <<'END'
static const int steps[] = { 3, 1, 4 };
static int hits;
const char *name(int x) { return x ? "yes" : __func__; }
int show(int x) { static int count; count += steps[x]; return count + hits++; }
END
patched_by '1i /* a comment */'
diff_objects

expect_status 3
