#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# s390x: the thunks and the tables of expolines go along with the changed function.
. "$(dirname "$0")/lib.sh"
arch s390x

extra_cflags=(-mindirect-branch=thunk -mfunction-return=thunk -mindirect-branch-table)
original <<'END'
int show(int (*f)(int)) { return f(1) * 3; }
int pass(int (*f)(int), int x) { return f(x * 3); }
int pick(int x) { return x * 3; }
int jump(int x, void *to)
{
	goto *to;
one:
	asm volatile("# %0" :: "i" (&&one));
	return x * 3;
two:
	asm volatile("# %0" :: "i" (&&two));
	return x + 1;
}
int other(int (*f)(int)) { return f(2) * 7; }
int other_pass(int (*f)(int), int x) { return f(x * 7); }
int other_pick(int x) { return x * 7; }
END
patched_by 's/\* 3/* 5/'
diff_objects
expect_report <<'END'
proc.o: changed function: jump
proc.o: changed function: pass
proc.o: changed function: pick
proc.o: changed function: show
END
expect_entries .s390_indirect_call 4 2
expect_entries .s390_indirect_jump 4 1
expect_entries .s390_return_mem 4 1
# pick, and jump twice
expect_entries .s390_return_reg 4 3
readelf -sW out.o | awk '/__s390_indirect_jump_r/ { print $5, ($7 == "UND") }' | sort -u >actual
compare "thunks" <<'END'
LOCAL 0
END
