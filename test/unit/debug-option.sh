#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# -d says on standard error what is matched with what.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
run_cdo -d orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_status 0
grep -q '^show is show of the original' stderr || fail "$(cat stderr)"
