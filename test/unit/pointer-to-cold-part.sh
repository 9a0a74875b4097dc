#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new table that leads to where a cold part begins leads to the new one.
. "$(dirname "$0")/lib.sh"

neighbour panic.c <<'END'
__attribute__((cold)) void complain(int x) { asm volatile("" :: "r" (x)); }
END
original <<'END'
__attribute__((cold)) void complain(int x);
extern const char cold[] asm("show.cold");
int show(int x)
{
	if (x == 41) { complain(5); return -1; }
	return x * 3;
}
END
patched_by -e 's/complain(5)/complain(6)/; s/x \* 3/x * 3 + (ways[x \& 1] == 0)/' \
	-e '/^extern/a static const void *const ways[] = { cold, 0 };'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.complain,0
__fentry__
END
