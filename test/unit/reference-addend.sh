#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A reference into the middle of an array stays in the middle.
. "$(dirname "$0")/lib.sh"

original <<'END'
static volatile int steps[8] = { 1 };
int show(void) { return steps[5] + 41; }
END
patched_by 's/41/42/'
diff_objects

relocations .text.show | awk '/steps/ { print $2, $3 }' >actual
compare "reference" <<'END'
.klp.sym.vmlinux.steps,0 +10
END
