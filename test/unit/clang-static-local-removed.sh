#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Clang numbers all but the first static local of a name: when the first is gone, the next is called as it was.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x)
{
	static int first asm("show.count");
	static int second asm("show.count.1");
	first += x;
	second -= x;
	return first * second;
}
END
patched <<'END'
int show(int x)
{
	static int second asm("show.count");
	second -= x;
	return second;
}
END
diff_objects

expect_refusal <<'END'
error: proc.o: show.count: several static variables of the original could be this one; give it a name of its own
END
