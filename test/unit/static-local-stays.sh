#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local keeps its value: the patch refers to the original.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { static int count; count += x; return count; }
END
patched_by 's/return count/return count * 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.count.0,0
__fentry__
END
