#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local that clang names after its function keeps its value.
. "$(dirname "$0")/lib.sh"

CC=clang
fentry_cflags=(-fpatchable-function-entry=5)
original <<'END'
int show(int x) { static int count; count += x; return count; }
END
patched_by 's/return count/return count * 2/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.show.count,0
END
