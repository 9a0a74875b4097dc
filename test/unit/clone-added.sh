#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A clone that is new pushes the number of the old one, which is still the old one.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int a(int x) asm("helper.constprop.0");
static __attribute__((noinline)) int a(int x) { asm volatile(""); return x * 7; }
int show(int x) { return a(x) + 1; }
END
patched <<'END'
static __attribute__((noinline)) int b(int x) asm("helper.constprop.0");
static __attribute__((noinline)) int a(int x) asm("helper.constprop.1");
static __attribute__((noinline)) int b(int x) { asm volatile(""); return x * 9 + 4; }
static __attribute__((noinline)) int a(int x) { asm volatile(""); return x * 7; }
int show(int x) { return a(x) + b(x); }
END
diff_objects

expect_report <<'END'
proc.o: changed function: show
proc.o: new function: helper.constprop.0
END
