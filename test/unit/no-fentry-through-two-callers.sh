#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The way from a function without an fentry call may lead through another one.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define BARE static __attribute__((no_instrument_function, noinline, no_reorder))
BARE int bare(int x);
BARE int middle(int x) { asm volatile(""); return bare(x) * 3; }
BARE int bare(int x) { asm volatile(""); return x + 41; }
int show(int x) { return middle(x) + 1; }
END
patched_by 's/41/42/'
diff_objects

expect_functions <<'END'
bare
middle
show
END
