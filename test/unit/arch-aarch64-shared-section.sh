#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# arm64: calls within a section, which the assembler resolved, are relocations again.
. "$(dirname "$0")/lib.sh"
arch aarch64

original <<'END'
#define __sched __attribute__((section(".sched.text"), noinline))
static __sched int helper(int x) { asm volatile(""); return x * 3; }
__sched int show(int x) { return helper(x) + helper(x + 1) + 1; }
__sched int other(int x) { return helper(x + 2) + helper(x) + 2; }
END
patched_by 's/+ 1; }/+ 3 + helper(x * 7); }/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_functions <<'END'
show
END
[[ $(relocations .sched.text | grep -c helper) -eq 3 ]] || fail "references: $(relocations .sched.text)"
