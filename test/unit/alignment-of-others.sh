#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new variable in a section that others share may be aligned more than they: that says nothing of them.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define SHARED __attribute__((section(".data.shared")))
static int first SHARED = 1;
int show(int x) { first += x; return 41; }
END
patched_by -e '2a static int added SHARED __attribute__((aligned(64))) = 2;' -e 's/41/added++/'
diff_objects

expect_objects <<'END'
added
END
