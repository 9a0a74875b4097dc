#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new global function is carried: another file of the patch may call it.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
END
patched_by '1a int fresh(int x) { return x * 9; }'
diff_objects

expect_report <<'END'
proc.o: new function: fresh
END
readelf -sW out.o | awk '$8 == "fresh" { print $5 }' >actual
compare "binding" <<'END'
GLOBAL
END
