#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A variable that grew is refused with both sizes.
. "$(dirname "$0")/lib.sh"

original <<'END'
int seen[4];
int show(int x) { return seen[x]; }
END
patched_by 's/seen\[4\]/seen[8]/'
diff_objects

expect_refusal <<'END'
error: proc.o: seen: size of this variable changed from 16 to 32 bytes; the running kernel has room for the old one only: use a shadow variable for what is added
END
