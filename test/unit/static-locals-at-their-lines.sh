#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two blocks of one function each have a "count", and both stand at the lines where they stood.
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
patched_by 's/x > 2/x > 3/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.count.0,0
.klp.sym.vmlinux.count.1,0
__fentry__
tell
END
