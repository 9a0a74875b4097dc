#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two static locals of one name in an unchanged function are the same in the order of their declaration.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x)
{
	if (x > 5) { static int count asm("count.4"); count += x; return count; }
	{ static int count asm("count.5"); count -= x; return count; }
}
END
patched_by 's/count\.4/count.14/; s/count\.5/count.15/'
diff_objects

expect_status 3
