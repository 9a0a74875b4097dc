#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A string that a constant table points to is compared by what it says.
. "$(dirname "$0")/lib.sh"

original <<'END'
static const char *const names[] = { "red", "green", "blue" };
const char *show(int x) { return names[x]; }
const char *other(int x) { return names[x + 1]; }
END
patched_by 's/"green"/"greener"/'
diff_objects

expect_report <<'END'
proc.o: changed function: other
proc.o: changed function: show
END
