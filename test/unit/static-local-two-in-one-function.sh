#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two static locals of one name in one function are taken in the order of their declaration.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x)
{
	if (x > 5) { static int count asm("count.4"); count += x; return count; }
	{ static int count asm("count.5"); count -= x; return count; }
}
END
patched_by 's/count\.4/count.14/; s/count\.5/count.15/; s/+= x/+= 2 * x/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.count.4,0
.klp.sym.vmlinux.count.5,0
__fentry__
END
