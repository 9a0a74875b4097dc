#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# In a changed function, the order of two static locals does not say which is which; debug info could.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x)
{
	if (x > 5) { static int count asm("count.4"); count += x; return count; }
	{ static int count asm("count.5"); count -= x; return count; }
}
END
patched_by 's/count\.4/count.14/; s/count\.5/count.15/; s/+= x/+= 2 * x/'
diff_objects

expect_refusal <<'END'
error: proc.o: count.15: one of several static variables of this name, and a changed function uses it; which is which cannot be told without debug info: compile with -g
error: proc.o: count.14: one of several static variables of this name, and a changed function uses it; which is which cannot be told without debug info: compile with -g
END
