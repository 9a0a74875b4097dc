#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that the author forces is listed so, and its parts are not looked for on stacks.
. "$(dirname "$0")/lib.sh"

neighbour panic.c <<'END'
__attribute__((cold)) void complain(int x) { asm volatile("" :: "r" (x)); }
END
original <<'END'
__attribute__((cold)) void complain(int x);
int show(int x)
{
	if (x == 41) { complain(x); return -1; }
	return x * 3;
}
END
patched_by 's/\* 3/* 5/'
echo 'static void *force __attribute__((section(".kpatch.force"), used)) = show;' >>patched/proc.c
diff_objects

expect_func_table <<'END'
show vmlinux 0 1
END
