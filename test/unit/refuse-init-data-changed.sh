#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Another value of init data comes too late.
. "$(dirname "$0")/lib.sh"

original <<'END'
int __attribute__((section(".init.data"))) limit = 4;
int show(int x) { return x + 41; }
END
patched_by 's/limit = 4/limit = 5/'
diff_objects

expect_refusal <<'END'
error: proc.o: limit: changed variable in section .init.data; this code has run already, or runs too late: move the change to code that runs after the patch is loaded
END
