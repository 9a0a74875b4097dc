#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A variable that was zero and is not any more is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
int limit;
int show(int x) { return x + limit; }
END
patched_by '1s/limit/limit = 7/'
diff_objects

expect_refusal <<'END'
error: proc.o: limit: initial value of this variable changed between zero and something else; memory of the running kernel keeps its old contents; set it from a pre-patch callback, or use a shadow variable
END
