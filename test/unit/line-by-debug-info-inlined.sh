#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A line number that reaches its call through an inline function is still the line of the caller.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
neighbour callee.c <<'END'
void start(int blocks, int line) {}
END
original <<'END'
void start(int blocks, int line);
static inline void start_at(int blocks, int line)
{
	start(blocks + 1, line);
}
#define START(blocks) start_at(blocks, __LINE__)
int show(int x)
{
	START(x);
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects

expect_status 3
