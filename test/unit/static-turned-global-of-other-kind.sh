#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static function is gone, and a global variable has its name: the variable is new.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int limit(int x) { asm volatile(""); return x * 7; }
int show(int x) { return limit(x) + 1; }
END
patched <<'END'
int limit = 7;
int show(int x) { return limit * x + 1; }
END
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_objects <<'END'
limit
END

# So it is if it stays static.
sed -i 's/^int limit/static &/' patched/proc.c
sed -i 's/limit \* x/(limit += x)/' patched/proc.c
rm out.o
diff_objects
expect_objects <<'END'
limit
END
