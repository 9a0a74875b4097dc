#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function without an fentry call that other files may call is refused with the reasons that there are.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((no_instrument_function)) int bare(int x) { return x + 41; }
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: bare: changed function has no fentry call, so calls of it cannot be redirected (notrace, noinstr, or a file built without tracing); change its callers instead, or move the change to a function that can be traced
END
