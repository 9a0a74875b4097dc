#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two clones of one function that exchanged their numbers are matched by what they do.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int a(int x) asm("helper.constprop.0");
static __attribute__((noinline)) int b(int x) asm("helper.constprop.1");
static __attribute__((noinline)) int a(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int b(int x) { asm volatile(""); return x * 9 + 4; }
int show(int x) { return a(x) + 1; }
int other(int x) { return b(x) + 1; }
END
patched_by '1s/constprop\.0/constprop.1/; 2s/constprop\.1/constprop.0/'
diff_objects

expect_status 3
