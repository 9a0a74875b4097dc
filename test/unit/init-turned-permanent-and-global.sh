#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static init function is gone: a global one of its name that stays is new.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((section(".init.text"), noinline, used)) int prepare(int x) { asm volatile(""); return x * 7; }
int show(int x) { return x + 1; }
END
patched <<'END'
__attribute__((noinline)) int prepare(int x) { asm volatile(""); return x * 7; }
int show(int x) { return prepare(x) + 1; }
END
diff_objects

expect_report <<'END'
proc.o: changed function: show
proc.o: new function: prepare
END
