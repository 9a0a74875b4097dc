#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed global function is local in the patch, where other objects must not take it for the original; a new one is not.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by -e 's/\* 7/* 9/; s/helper(x) + 1/helper(x) + fresh(x)/' \
	-e '1i __attribute__((noinline)) int fresh(int x) { asm volatile(""); return x * 5; }'
diff_objects

expect_status 0
readelf -sW out.o | awk '$4 == "FUNC" { print $8, $5 }' | LC_ALL=C sort >actual
compare "bindings" <<'END'
fresh GLOBAL
helper LOCAL
show LOCAL
END
