#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Debug information names every line and is no change.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
original <<'END'
int show(int x) { return x + 1; }
END
patched_by '1i /* a comment */'
diff_objects

expect_status 3
