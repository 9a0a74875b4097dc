#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A reference goes by the original's name, not by the patched object's.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int count asm("count.17");
int show(int x) { count += x; return count + 41; }
END
patched_by 's/41/42/; s/count\.17/count.23/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.count.17,0
__fentry__
END
