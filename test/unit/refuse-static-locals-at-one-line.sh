#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two blocks' variables now stand at one line, where one of them was: which is which is not told by that.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
original <<'C'
extern void tell(int);
void show(int x)
{
	if (x) { static int count; tell(count += 1); }
	if (x > 2) { static int count; tell(count += 2); }
}
C
patched_by '/count += 1/{N; s/\n//}'
diff_objects
expect_status 3

patched_by '/count += 1/{N; s/\n//; s/count += 2/count += 3/}'
diff_objects
expect_refusal <<'END'
error: proc.o: count.0: one of several static variables of this name, and a changed function uses it; which is which cannot be told: leave that function alone, and make the change in what it calls or in its callers
error: proc.o: count.1: one of several static variables of this name, and a changed function uses it; which is which cannot be told: leave that function alone, and make the change in what it calls or in its callers
END
