#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A weak reference to nothing stays weak.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((weak)) int maybe(int x);
int show(int x) { return maybe ? maybe(x) : x + 41; }
END
patched_by 's/41/42/'
diff_objects

expect_status 0
readelf -sW out.o | awk '$8 == "maybe" { print $5, $7 }' >actual
compare "binding" <<'END'
WEAK UND
END
