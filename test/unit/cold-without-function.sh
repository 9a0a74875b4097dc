#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What is called like a part, but of a function that is not there, is a function of its own.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((used, noinline)) int stray(int x) asm("show.cold");
static int stray(int x) { asm volatile(""); return x + 41; }
int other(int x) { return stray(x) + 1; }
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show.cold
END
