#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# "show.cold" is a part of show(), "show.colder" is not.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((used, noinline)) int other(int x) asm("show.colder");
static int other(int x) { asm volatile(""); return x + 41; }
int show(int x) { return other(x) + 1; }
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show.colder
END
