#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two names of one function are one function; both are there.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
extern __typeof(show) shown __attribute__((alias("show")));
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_functions <<'END'
show
shown
END
