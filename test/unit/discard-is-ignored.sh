#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What the linker throws away is no change.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
asm(".pushsection .discard.reachable,\"a\"\n.long 1, show - .\n.popsection");
END
patched_by 's/long 1,/long 2,/'
diff_objects

expect_status 3
