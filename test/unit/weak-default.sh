#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A weak function that nobody overrides is like any other, whatever its new size.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((weak, noinline)) int default_show(int x) { asm volatile(""); return x + 41; }
int show(int x) { return default_show(x) + 1; }
END
patched_by 's/x + 41/x * 1234567 + 89/; s/+ 1/+ 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: default_show
proc.o: changed function: show
END
expect_undefined <<'END'
__fentry__
END
