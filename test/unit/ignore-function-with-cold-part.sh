#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The cold part of a function that the author has ignored stays behind with it.
. "$(dirname "$0")/lib.sh"

original <<'END'
void bad(int) __attribute__((cold));
int use(int);
int other(int x) { if (use(x)) { bad(x); use(3); bad(2); } return use(x + 51); }
int show(int x) { return use(x) + 41; }
END
patched_by 's/41/42/; s/51/52/; s/bad(2)/bad(7)/'
echo 'static void *ignore __attribute__((section(".kpatch.ignore.functions"), used)) = other;' >>patched/proc.c
diff_objects

expect_functions <<'END'
show
END
