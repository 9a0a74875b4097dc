#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A second __warned of a function is new, and no reason to refuse: it only warns once more.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { static char __warned asm("__warned.0"); if (!__warned) __warned = 1; return x; }
END
patched <<'END'
int show(int x)
{
	static char first asm("__warned.0");
	static char second asm("__warned.1");
	if (!first) first = 1;
	if (!second) second = 2;
	return x;
}
END
diff_objects

expect_objects <<'END'
__warned.0
__warned.1
END
