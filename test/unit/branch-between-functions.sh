#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Functions of one section jump to each other without relocations; taken apart, they still do.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define IN __attribute__((section(".sched.text")))
IN static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
IN int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
END
