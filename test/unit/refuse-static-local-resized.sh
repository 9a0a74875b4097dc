#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local that grew is refused: the running kernel has room for the old one.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { static int seen[4] asm("seen.0"); seen[x]++; return seen[x + 1]; }
END
patched_by 's/seen\[4\]/seen[8]/; s/seen\.0/seen.1/'
diff_objects

expect_refusal <<'END'
error: proc.o: seen.1: size of this variable changed from 16 to 32 bytes; the running kernel has room for the old one only: use a shadow variable for what is added
END
