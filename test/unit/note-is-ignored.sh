#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A note says something of the build, not of the code.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
asm(".pushsection .note.build,\"a\",@note\n.long 4, 4, 1\n.asciz \"abc\"\n.long 1, show - .\n.popsection");
END
patched_by 's/long 1, show/long 2, show/'
diff_objects

expect_status 3
