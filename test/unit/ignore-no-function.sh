#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Ignoring a variable as a function is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
int limit = 3;
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
echo 'static void *ignore __attribute__((section(".kpatch.ignore.functions"), used)) = &limit;' >>patched/proc.c
diff_objects

expect_refusal <<'END'
error: proc.o: KPATCH_IGNORE_FUNCTION names something that is not a function of this file
END

# So is a function of another file.
sed -i 's/^int limit = 3;/extern int limit;/' patched/proc.c
diff_objects
expect_refusal <<'END'
error: proc.o: KPATCH_IGNORE_FUNCTION names something that is not a function of this file
END
