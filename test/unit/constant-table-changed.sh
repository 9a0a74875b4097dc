#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed constant of this file is a new constant: its users change, the old code keeps the old one.
. "$(dirname "$0")/lib.sh"

original <<'END'
static const int steps[] = { 3, 1, 4, 1 };
int show(int x) { return steps[x]; }
int other(int x) { return x; }
END
patched_by 's/4, 1/4, 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_objects <<'END'
steps
END
