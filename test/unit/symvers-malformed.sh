#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A line that is not of a Module.symvers is refused with its number.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
echo 'show vmlinux' >>Module.symvers
diff_objects

expect_refusal <<'END'
error: Module.symvers:2: not a line of a Module.symvers
END
