#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# s390x: the thunks and the tables of expolines go along with the changed function.
. "$(dirname "$0")/lib.sh"
arch s390x

extra_cflags=(-mindirect-branch=thunk -mfunction-return=thunk -mindirect-branch-table)
original <<'END'
int show(int (*f)(int)) { return f(1) * 3; }
int other(int (*f)(int)) { return f(2) * 7; }
END
patched_by 's/\* 3/* 5/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
has_section .s390_indirect_call || has_section .s390_indirect_jump || fail "$(readelf -SW out.o)"
expect_entries .s390_return_mem 4 1
expect_entries .s390_return_reg 4 0
readelf -sW out.o | awk '/__s390_indirect_jump_r/ { print $5, ($7 == "UND") }' | sort -u >actual
compare "thunks" <<'END'
LOCAL 0
END
