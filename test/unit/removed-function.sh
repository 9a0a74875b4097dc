#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that is gone is no change by itself.
. "$(dirname "$0")/lib.sh"

original <<'END'
int gone(int x) { return x * 7; }
int show(int x) { return x + 1; }
END
patched_by '/gone/d'
diff_objects

expect_status 3
