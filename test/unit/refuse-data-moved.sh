#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A variable that the running kernel has in read-only memory, or one for all CPUs, is not used otherwise.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int written, limit = 4, late __attribute__((section(".data..ro_after_init")));
static int plain __attribute__((section(".data")));
int show(int x) { return *(volatile int *)&limit + late + plain + written++ + x; }
void set(int x) { late = x; plain = x; }
END
# The compiler puts what nobody writes to where nobody can.
patched_by -e 's/^void set(int x) {/void set(int x) { limit = x;/' \
	-e 's/".data..ro_after_init"/".data"/' -e '/^static int plain/s/".data"/".data..percpu"/'
diff_objects

expect_refusal <<'END'
error: proc.o: late: this variable moved from section .data..ro_after_init to .data, but in the running kernel it stays where it is, and cannot be used like that there; use a new variable
error: proc.o: plain: this variable moved from section .data to .data..percpu, but in the running kernel it stays where it is, and cannot be used like that there; use a new variable
error: proc.o: limit: this variable moved from section .rodata.limit to .data.limit, but in the running kernel it stays where it is, and cannot be used like that there; use a new variable
END

# The other way round nothing is amiss: what can be written can be read.
cp patched/proc.c orig/proc.c
patched_by -e 's/{ limit = x;/{/' -e '/^static int plain/s/late = x;/late = x/'
diff_objects
expect_report <<'END'
proc.o: changed function: set
END
