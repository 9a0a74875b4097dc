#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed global function is local in the patch: other objects of it must call the redirected one.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
diff_objects

expect_status 0
readelf -sW out.o | awk '$8 == "show" { print $5 }' >actual
compare "binding" <<'END'
LOCAL
END
