#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A constant table of functions that has none any more: others may hold pointers to it, so it is no new one.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((used)) int helper(int x) { return x + 1; }
static const struct { int (*call)(int); } ops = { helper };
const void *show(void) { return &ops; }
END
patched_by 's/{ helper }/{ 0 }/'
diff_objects

expect_refusal <<'END'
error: proc.o: ops: initial value of this variable changed: a pointer in it leads elsewhere; memory of the running kernel keeps its old contents; set it from a pre-patch callback, or use a shadow variable
END

# Nor is one that gets its first.
cp patched/proc.c filled.c
cp orig/proc.c patched/proc.c
mv filled.c orig/proc.c
diff_objects
expect_refusal <<'END'
error: proc.o: ops: initial value of this variable changed: a pointer in it leads elsewhere; memory of the running kernel keeps its old contents; set it from a pre-patch callback, or use a shadow variable
END
