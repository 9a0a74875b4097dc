#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# That it calls itself is no way to a function without an fentry call, and not in the way of its callers.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((no_instrument_function, noinline, used)) int bare(int x)
{
	return x ? bare(x - 1) * x + (long)bare + 41 : 1;
}
int show(int x) { return bare(x) + 1; }
END
patched_by 's/41/42/'
diff_objects
expect_report <<'END'
proc.o: changed function: bare
proc.o: changed function: show
END

sed -i '/^int show/d' orig/proc.c patched/proc.c
rm out.o
diff_objects
expect_refusal <<'END'
error: proc.o: bare: changed function has no fentry call, so calls of it cannot be redirected (notrace, noinstr, or a file built without tracing); change its callers instead, or move the change to a function that can be traced
END
