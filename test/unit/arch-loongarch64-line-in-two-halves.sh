#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# loongarch: line numbers above 4095, whose upper halves several calls have from one register.
. "$(dirname "$0")/lib.sh"

arch loongarch64 clang-19
neighbour sched.c <<'END'
void __might_sleep(const char *file, int line) {}
END
original <<'END'
void __might_sleep(const char *file, int line);
#line 5000
int show(int x)
{
	__might_sleep("a", __LINE__);
	if (x > 50)
		__might_sleep("b", __LINE__);
	__might_sleep("c", __LINE__);
	return x * 3;
}
END
patched_by 's/#line 5000/#line 5001/'
diff_objects

expect_status 3
