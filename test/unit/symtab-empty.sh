#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An empty symbol table is refused as such.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
run_cdo orig/proc.o patched/proc.o vmlinux /dev/null "$symvers" test_patch out.o

expect_status 1
grep -q '/dev/null: neither an ELF file nor' stderr || fail "$(cat stderr)"
