#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A second constant of one name is new: nobody misses what a constant held.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { static const int limit[5] asm("limit.0") = { 3, 4, 9, 1, 7 }; return x + limit[x % 5]; }
END
patched <<'END'
int show(int x)
{
	static const int first[5] asm("limit.0") = { 5, 6, 1, 8, 2 }, second[5] asm("limit.1") = { 7, 8, 1, 9, 4 };
	return x + first[x % 5] * second[x % 5];
}
END
diff_objects

expect_objects <<'END'
limit.0
limit.1
END
