#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function without an fentry call whose address another function takes cannot be replaced.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((no_instrument_function, noinline)) int bare(int x) { asm volatile(""); return x + 41; }
void *show(void) { return bare; }
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: bare: changed function has no fentry call, so calls of it cannot be redirected, and its address is taken in show, so its callers cannot be replaced instead; move the change to a function that can be traced
END
