#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that loses its fentry call by the change is still redirected from the old one, or refused; never silently left.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched <<'END'
__attribute__((no_instrument_function)) int show(int x) { return x + 42; }
END
diff_objects

expect_status 1
grep -q 'show.*fentry' stderr || fail "$(cat stderr)"
