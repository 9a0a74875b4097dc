#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed constant that is no line number is a change.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
