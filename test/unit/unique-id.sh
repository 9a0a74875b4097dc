#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The number in a __UNIQUE_ID name moves with the lines above and says nothing.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int id asm("__UNIQUE_ID_state451.2");
int show(int x) { id += x; return id + 1; }
END
patched_by 's/451\.2/453.7/; s/+ 1/+ 2/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.__UNIQUE_ID_state451.2,0
__fentry__
END
