#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local follows its code into a function that the compiler split off.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { static int count asm("count.0"); count += x; return count + 1; }
END
patched <<'END'
static int count asm("count.1");
static __attribute__((noinline)) int part(int x) asm("show.part.0");
static __attribute__((noinline)) int part(int x) { asm volatile(""); count += x; return count + 1; }
int show(int x) { return x ? part(x) : 0; }
END
diff_objects

expect_report <<'END'
proc.o: changed function: show
proc.o: new function: show.part.0
END
expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.count.0,0
__fentry__
END
