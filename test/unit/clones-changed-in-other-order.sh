#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two clones of one function that both changed, and exchanged their places, are told by their numbers.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int a(int x) asm("helper.constprop.0");
static __attribute__((noinline)) int b(int x) asm("helper.constprop.1");
static __attribute__((noinline)) int a(int x) { asm volatile(""); return x * 7; }
static __attribute__((noinline)) int b(int x) { asm volatile(""); return x * 9 + 4; }
int show(int x) { return a(x) + 1; }
int other(int x) { return b(x) + 1; }
END
{ sed -n 1,2p orig/proc.c; sed -n 4p orig/proc.c; sed -n 3p orig/proc.c; sed -n '5,$p' orig/proc.c; } | sed 's/\* 7/* 70/; s/+ 4/+ 40/' >patched/proc.c
diff_objects

expect_report <<'END'
proc.o: changed function: helper.constprop.0
proc.o: changed function: helper.constprop.1
END
