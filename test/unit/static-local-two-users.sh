#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local of an inlined function has several users, and is one variable.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int count asm("count.3");
int first(int x) { count += x; return count + 1; }
int second(int x) { count -= x; return count; }
END
patched_by 's/count\.3/count.9/; s/+ 1/+ 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: first
END
expect_undefined <<'END'
.klp.sym.vmlinux.count.3,0
__fentry__
END
