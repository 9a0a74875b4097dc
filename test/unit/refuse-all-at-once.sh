#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Every reason for a refusal is reported, not just the first.
. "$(dirname "$0")/lib.sh"

original <<'END'
int limit = 41;
__attribute__((section(".init.text"))) int setup(int x) { return x + 41; }
__attribute__((no_instrument_function)) int bare(int x) { return x + 41; }
int show(int x) { return x + limit; }
END
patched_by 's/41/42/'
diff_objects

expect_status 1
for name in limit setup bare; do
	grep -q "$name" stderr || fail "$name is not in the refusal: $(cat stderr)"
done
