#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Ignoring a section that is not there is refused: it is a slip of the pen.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
echo 'static const char *ignore __attribute__((section(".kpatch.ignore.sections"), used)) = ".data.nosuch";' >>patched/proc.c
diff_objects

expect_refusal <<'END'
error: proc.o: KPATCH_IGNORE_SECTION names '.data.nosuch', which this object does not have
END
