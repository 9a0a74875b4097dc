#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local whose function is inlined elsewhere now: debug info still says whose it is.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
original <<'END'
static inline __attribute__((always_inline)) int helper(int x) { static int count; return count += x; }
int show(int x) { return helper(x) + 1; }
int other(int x) { return x + 2; }
END
patched_by -e 's/helper(x) + 1/x + 1/; s/x + 2/helper(x) + 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: other
proc.o: changed function: show
END
expect_objects </dev/null
