#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A variable that became static is still the running kernel's.
. "$(dirname "$0")/lib.sh"

original <<'END'
int hits = 3;
int show(int x) { hits += x; return hits + 1; }
END
patched_by '1s/^/static /; s/+ 1/+ 2/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.hits,0
__fentry__
END
