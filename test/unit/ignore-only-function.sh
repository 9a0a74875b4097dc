#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# When all that changed is ignored, there is no patch.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by -e 's/41/42/' -e '$a static void *ignore __attribute__((section(".kpatch.ignore.functions"), used)) = show;'
diff_objects

expect_status 3
