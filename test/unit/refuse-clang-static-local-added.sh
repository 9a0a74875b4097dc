#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Clang numbers the second of a name: an added one may have taken the name of the first.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { static int count asm("show.count"); count += x; return count; }
END
patched <<'END'
int show(int x)
{
	static int first asm("show.count");
	static int second asm("show.count.1");
	first += x;
	second -= x;
	return first * second;
}
END
diff_objects

expect_refusal <<'END'
error: proc.o: show.count.1: several static variables of the original could be this one; give it a name of its own
error: proc.o: show.count: several static variables of the original could be this one; give it a name of its own
END
