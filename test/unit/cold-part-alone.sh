#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A change in the cold part alone replaces the function, and says why.
. "$(dirname "$0")/lib.sh"

neighbour panic.c <<'END'
__attribute__((cold)) void complain(int x) { asm volatile("" :: "r" (x)); }
END
original <<'END'
__attribute__((cold)) void complain(int x);
int show(int x)
{
	if (x == 41) { complain(5); return -1; }
	return x * 3;
}
END
patched_by 's/complain(5)/complain(6)/'
diff_objects

sed 's/^[^ ]*proc\.o: //' stdout >actual
compare "report" <<'END'
changed function: show (its part show.cold differs)
END
