#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed function that only an unchanged table refers to is found and replaced.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int a(int x) { return x + 41; }
struct { int (*first)(int); } ops = { a };
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: a
END
expect_objects </dev/null
