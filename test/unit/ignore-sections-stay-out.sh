#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The author's words for the comparison do not travel.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
int other(int x) { return x + 51; }
END
patched_by 's/41/42/; s/51/52/'
echo 'static void *ignore __attribute__((section(".kpatch.ignore.functions"), used)) = other;' >>patched/proc.c
diff_objects

expect_status 0
! has_section .kpatch.ignore.functions || fail ".kpatch.ignore.functions is in out.o"
