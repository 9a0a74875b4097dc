#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Who calls a function at boot does not matter to a patch of it.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
asm(".pushsection .initcall6.init,\"a\"\n.long show - .\n.popsection");
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
