#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of two lines for one name the first counts: vmlinux comes first, and its export is what the loader takes.
. "$(dirname "$0")/lib.sh"

original <<'END'
int twice(int x);
int show(int x) { return twice(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
printf '0x00000000\ttwice\t%s\tEXPORT_SYMBOL\t\n' vmlinux xfs >>Module.symvers
diff_objects

expect_undefined <<'END'
__fentry__
twice
END
