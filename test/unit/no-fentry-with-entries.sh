#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What tables say about a function without an fentry call is no use of it: not in the way, and no way to reach it.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((no_instrument_function, noinline)) int bare(int *p)
{
	asm volatile(".pushsection .smp_locks,\"a\"\n.long 671f - .\n.popsection\n671: lock incl %0" : "+m" (*p));
	return *p + 41;
}
int show(int x) { return bare(&x) + 1; }
END
patched_by 's/41/42/'
diff_objects
expect_report <<'END'
proc.o: changed function: bare
proc.o: changed function: show
END
expect_entries .smp_locks 4 1

sed -i 's/^int show/__attribute__((section(".init.text"))) int show/' orig/proc.c
patched_by 's/41/42/'
rm out.o
diff_objects
expect_refusal <<'END'
error: proc.o: bare: changed function has no fentry call, so calls of it cannot be redirected (notrace, noinstr, or a file built without tracing); change its callers instead, or move the change to a function that can be traced
END
