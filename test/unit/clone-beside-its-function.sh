#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A clone with a new number is matched before a function that comes back beside it.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int clone(int x) asm("helper.isra.0");
static __attribute__((noinline)) int clone(int x) { asm volatile(""); return x * 7; }
int show(int x) { return clone(x) + 1; }
int other(int x) { return clone(x) + 2; }
END
patched <<'END'
static __attribute__((noinline)) int clone(int x) asm("helper.isra.1");
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 9; }
static __attribute__((noinline)) int clone(int x) { asm volatile(""); return x * 8; }
int show(int x) { return clone(x) + helper(x) + 1; }
int other(int x) { return clone(x) + 2; }
END
diff_objects

expect_report <<'END'
proc.o: changed function: helper.isra.0
proc.o: changed function: show
proc.o: new function: helper
END
