#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The jump table of a changed switch leads into the new function.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-fjump-tables)
neighbour step.c <<'END'
int step(int x) { return x; }
END
original <<'END'
int step(int x);
int show(int x)
{
	switch (x) {
	case 0: return step(3); case 1: return step(19) + 1; case 2: return step(7) * 3;
	case 3: return step(5) - 2; case 4: return step(11) ^ 1; case 5: return step(13) + 9;
	case 6: return step(23) | 1;
	}
	return -1;
}
END
patched_by 's/step(19) + 1/step(19) + 2/'
diff_objects

expect_status 0
relocations .rodata.show | awk '{ print $2 }' | sort -u >actual
[[ -s actual ]] || relocations .rodata | awk '{ print $2 }' | sort -u >actual
compare "where the table leads" <<'END'
.text.show
END
