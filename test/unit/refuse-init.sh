#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Changed init code is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((section(".init.text"))) int setup(int x) { return x + 41; }
int show(int x) { return x + 1; }
END
patched_by 's/41/42/'
diff_objects

expect_status 1
grep -q "setup" stderr || fail "the function is not named: $(cat stderr)"
