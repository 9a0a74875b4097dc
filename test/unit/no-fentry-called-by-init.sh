#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What init code called is over: that it called a function without an fentry call is in nobody's way.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((no_instrument_function, noinline)) int bare(int x) { asm volatile(""); return x + 41; }
__attribute__((section(".init.text"))) int setup(int x) { return bare(x) + 2; }
int show(int x) { return bare(x) + 1; }
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: bare
proc.o: changed function: show
END
