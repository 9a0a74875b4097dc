#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Who calls a weak function of the same file has not changed because of that.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((weak, noinline)) int default_show(int x) { asm volatile(""); return x + 41; }
int show(int x) { return default_show(x) + 1; }
int other(int x) { return x + 2; }
END
patched_by 's/+ 2/+ 3/'
diff_objects

expect_report <<'END'
proc.o: changed function: other
END
