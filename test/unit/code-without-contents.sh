#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An object whose code went to a debug file is refused as such.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
objcopy --only-keep-debug patched/proc.o debug.o
run_cdo orig/proc.o debug.o vmlinux vmlinux "$symvers" test_patch out.o

expect_status 1
[[ -s stderr && $(wc -l <stderr) -eq 1 ]] || fail "$(cat stderr)"
