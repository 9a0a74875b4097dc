#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed function without an fentry call is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((no_instrument_function)) int show(int x) { return x + 41; }
int other(int x) { return x + 1; }
END
patched_by 's/41/42/'
diff_objects

expect_status 1
grep -q "show.*fentry" stderr || fail "no word of fentry: $(cat stderr)"
