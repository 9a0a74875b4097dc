#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local of a new function is new, whatever number it has.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { static int count asm("count.0"); count += x; return count; }
END
patched <<'END'
int show(int x) { static int count asm("count.1"); count += x; return count; }
int fresh(int x) { static int count asm("count.0"); count ^= x; return count; }
END
diff_objects

expect_report <<'END'
proc.o: new function: fresh
END
expect_objects <<'END'
count.0
END
