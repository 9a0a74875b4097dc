#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static variable whose name exists twice is named by its position, too.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'END'
static int hits = 5;
int other(int x) { return hits += x; }
END
original <<'END'
static int hits = 7;
int show(int x) { return (hits += x) + 1; }
END
patched_by 's/+ 1/+ 2/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.hits,2
__fentry__
END
