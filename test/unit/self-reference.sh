#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed function that calls itself calls its new self.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((noinline, optimize("no-optimize-sibling-calls"))) int show(int x) { return x ? show(x - 1) * 3 + 41 : 1; }
END
patched_by 's/41/42/'
diff_objects

expect_undefined <<'END'
__fentry__
END
