#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# When nobody can tell which static local is which, the patch is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { static int count asm("count.0"); count += x; return count; }
END
patched <<'END'
int show(int x)
{
	static int first asm("count.0");
	static int second asm("count.1");
	first += x;
	second -= x;
	return first * second;
}
END
diff_objects

expect_refusal <<'END'
error: proc.o: count.1: several static variables of the original could be this one; give it a name of its own
error: proc.o: count.0: several static variables of the original could be this one; give it a name of its own
END
