#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of functions in one section, only the changed one is taken, though its neighbours moved.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define IN __attribute__((section(".sched.text")))
IN static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
IN int show(int x) { return helper(x) + 1; }
IN int other(int x) { return helper(x) + 4; }
END
patched_by 's/x \* 7/x * 7 + 123456/'
diff_objects

expect_report <<'END'
proc.o: changed function: helper
END
