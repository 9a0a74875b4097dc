#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Code of a header that follows a call is not on the lines below the call, whatever its number.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
neighbour callee.c <<'END'
void account(const char *file, int x, int line) {}
END
original <<'END'
void account(const char *file, int x, int line);
int count(int x)
{
	account("a", x,
	        __LINE__);
# 5 "header.h"
	asm volatile("nop");
# 7 "proc.c"
	return x * 3;
}
END
patched_by -e '/^int count/i /* a comment */' -e 's/# 5/# 6/; s/# 7/# 8/'
diff_objects
expect_status 3
