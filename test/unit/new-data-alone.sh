#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new variable that nobody uses is no change of what runs.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by '1i int limit = 3;'
diff_objects

expect_status 3
