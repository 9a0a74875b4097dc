#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A Module.symvers that is not there is named.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
symvers=no.symvers
diff_objects

expect_refusal <<'END'
error: no.symvers: cannot open: No such file or directory
END
