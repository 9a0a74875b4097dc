#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An unchanged constant of this file stays behind.
. "$(dirname "$0")/lib.sh"

original <<'END'
static const int steps[] = { 3, 1, 4, 1 };
int show(int x) { return steps[x] + 1; }
END
patched_by 's/+ 1/+ 2/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.steps,0
__fentry__
END
