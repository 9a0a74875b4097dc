#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new static function travels with the changed one that calls it.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
END
patched <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
diff_objects

expect_report <<'END'
proc.o: changed function: show
proc.o: new function: helper
END
expect_functions <<'END'
helper
show
END
expect_func_table <<'END'
show vmlinux 0 0
END
