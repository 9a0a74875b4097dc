#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that has an fentry call only by the change cannot be redirected: the running kernel's has none.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((no_instrument_function)) int show(int x) { return x + 41; }
END
patched <<'END'
int show(int x) { return x + 42; }
END
diff_objects

expect_status 1
grep -q 'show.*fentry' stderr || fail "$(cat stderr)"
