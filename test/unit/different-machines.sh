#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Objects of different CPUs are refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
set_bytes patched/proc.o 18 16
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_status 1
grep -q 'different CPUs' stderr || fail "$(cat stderr)"
