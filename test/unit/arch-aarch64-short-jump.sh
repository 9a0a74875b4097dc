#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# arm64: what reaches a neighbour of its section only as long as they stay together is not parted from it.
. "$(dirname "$0")/lib.sh"
arch aarch64

for insn in 'b.eq helper' 'cbz x0, helper' 'cbnz w0, helper' 'tbz x0, #1, helper' 'ldr x0, helper' 'adr x0, helper'; do
	original <<-END
		#define __sched __attribute__((section(".sched.text"), noinline, used))
		static __sched int helper(int x) { asm volatile(""); return x * 3; }
		__sched int show(int x) { asm volatile("$insn"); return x + 1; }
	END
	patched_by 's/+ 1/+ 2/'
	diff_objects
	expect_refusal <<-'END'
		error: proc.o: show: a short jump leads from it to another function of .sched.text; the two cannot be parted: make the change in their callers
	END
done
