#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed constant table of clang's object changes its user.
. "$(dirname "$0")/lib.sh"

CC=clang
fentry_cflags=(-fpatchable-function-entry=5)
original <<'END'
static const char *const names[] = { "red", "green", "blue" };
const char *show(int x) { return names[x]; }
int other(int x) { return x + 1; }
END
patched_by 's/"green"/"yellow"/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
