#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed function that the author has ignored stays as it is, with a word.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
int other(int x) { return x + 51; }
END
patched_by 's/41/42/; s/51/52/'
echo 'static void *ignore __attribute__((section(".kpatch.ignore.functions"), used)) = other;' >>patched/proc.c
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
sed -E 's/^(warning: )?[^ ]*proc\.o/\1proc.o/' stderr >actual
compare "warning" <<'END'
warning: proc.o: other: change ignored at the author's word
END
