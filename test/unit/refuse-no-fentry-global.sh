#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A global function without an fentry call may have callers in other files: those of this file are no way around it.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((no_instrument_function, noinline)) int bare(int x) { asm volatile(""); return x + 41; }
int show(int x) { return bare(x) + 1; }
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: bare: changed function has no fentry call, so calls of it cannot be redirected (notrace, noinstr, or a file built without tracing); change its callers instead, or move the change to a function that can be traced
END
