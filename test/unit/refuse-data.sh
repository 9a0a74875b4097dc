#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Changed initialised data is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
int limit = 41;
int show(int x) { return x + limit; }
END
patched_by 's/41/42/'
diff_objects

expect_status 1
grep -q "limit" stderr || fail "the variable is not named: $(cat stderr)"
