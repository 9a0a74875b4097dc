#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function without an fentry call that init code has registered is called from elsewhere by now.
. "$(dirname "$0")/lib.sh"

original <<'END'
void record(void *);
static __attribute__((no_instrument_function)) int bare(int x) { return x + 41; }
__attribute__((section(".init.text"))) int setup(void) { record(bare); return 0; }
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: bare: changed function has no fentry call, so calls of it cannot be redirected, and its address is taken in setup, so its callers cannot be replaced instead; move the change to a function that can be traced
END

# and what only init calls has run
original <<'END'
static __attribute__((no_instrument_function, noinline)) int bare(int x) { asm volatile(""); return x + 41; }
__attribute__((section(".init.text"))) int setup(int x) { return bare(x) + 1; }
END
patched_by 's/41/42/'
diff_objects
expect_status 1
grep -q '^error: .*bare: changed function has no fentry call' stderr || fail "$(cat stderr)"
