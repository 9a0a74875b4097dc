#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Where the compiler leaves room instead of calling __fentry__, that is the place to redirect.
. "$(dirname "$0")/lib.sh"

fentry_cflags=('-fpatchable-function-entry=4,2')
original <<'END'
int show(int x) { return x + 41; }
int other(int x) { return x * 5; }
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_entries __patchable_function_entries 8 1
