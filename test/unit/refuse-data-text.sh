#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Changed initial data: the variable, the byte and the way out.
. "$(dirname "$0")/lib.sh"

original <<'END'
struct { int a, b; } limits = { 1, 41 };
int show(int x) { return x + limits.b; }
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: limits: initial value of this variable changed at byte 4; memory of the running kernel keeps its old contents; set it from a pre-patch callback, or use a shadow variable
END
