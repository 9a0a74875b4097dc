#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What was split off a function is never taken for the function itself.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int whole(int x) asm("helper");
static __attribute__((noinline)) int whole(int x) { asm volatile(""); return x * 5; }
int show(int x) { return whole(x) + 1; }
END
patched <<'END'
static __attribute__((noinline)) int part(int x) asm("helper.part.0");
static __attribute__((noinline)) int part(int x) { asm volatile(""); return x * 7; }
int show(int x) { return part(x) + 1; }
END
diff_objects

expect_report <<'END'
proc.o: changed function: show
proc.o: new function: helper.part.0
END
