#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# When all that changed is ignored, there is no patch.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
echo 'static void *ignore __attribute__((section(".kpatch.ignore.functions"), used)) = show;' >>patched/proc.c
diff_objects

expect_status 3
