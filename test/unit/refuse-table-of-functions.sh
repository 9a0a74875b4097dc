#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A table that now leads to another function is refused, for others hold it.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int a(int x) { return x + 1; }
static int b(int x) { return x * 5; }
struct { int (*first)(int), (*second)(int); } ops = { a, b };
END
patched_by 's/{ a, b }/{ b, a }/'
diff_objects

expect_refusal <<'END'
error: proc.o: ops: initial value of this variable changed: a pointer in it leads elsewhere; memory of the running kernel keeps its old contents; set it from a pre-patch callback, or use a shadow variable
END
