#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# One block with a "count" goes, another comes: their order alone does not say which is which.
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
patched <<'C'
extern void tell(int);
void show(int x)
{

	if (x > 2) { static int count; tell(count += 2); }
	tell(0);
	if (x > 3) { static int count; tell(count += 3); }
}
C
diff_objects

expect_refusal <<'END'
error: proc.o: count.0: one of several static variables of this name, and a changed function uses it; which is which cannot be told: leave that function alone, and make the change in what it calls or in its callers
error: proc.o: count.1: one of several static variables of this name, and a changed function uses it; which is which cannot be told: leave that function alone, and make the change in what it calls or in its callers
END
