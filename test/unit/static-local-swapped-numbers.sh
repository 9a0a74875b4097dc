#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Static locals of two functions that exchanged their numbers stay with their functions.
. "$(dirname "$0")/lib.sh"

original <<'END'
int first(int x) { static int count asm("count.0"); count += x; return count + 1; }
int second(int x) { static int count asm("count.1"); count -= x; return count; }
END
patched_by '1s/count\.0/count.1/; 2s/count\.1/count.0/; s/+ 1/+ 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: first
END
expect_undefined <<'END'
.klp.sym.vmlinux.count.0,0
__fentry__
END
