#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A blank line of Module.symvers says nothing.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
printf '\n' >>Module.symvers
diff_objects

expect_undefined <<'END'
__fentry__
END
