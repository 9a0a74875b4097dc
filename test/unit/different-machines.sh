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

# So are those of one CPU that differ in the order of bytes.
enter other-order
arch ppc64le
original <<'END'
int show(int x) { return x + 41; }
END
compile orig proc.c "${diff_cflags[@]}"
cp orig/proc.c patched/
compile patched proc.c "${diff_cflags[@]}" -mbig
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o
expect_status 1
grep -q 'different CPUs' stderr || fail "$(cat stderr)"
