#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The assembler also computes the address of a neighbour in the same section by itself.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define __sched __attribute__((section(".sched.text"), noinline))
int use(int, void *);
static __sched int helper(int x) { return use(x, 0) + 3; }
__sched int show(int x) { void *p; asm("leaq helper(%%rip), %0" : "=r" (p)); return use(x, p) + 41; }
__sched int other(int x) { return helper(x) + use(x, helper); }
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
use
END
