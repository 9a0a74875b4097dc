#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An output that cannot be written is an error, and leaves nothing.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch no/such/dir/out.o
expect_status 1
grep -q 'no/such/dir' stderr || fail "$(cat stderr)"

# No file may grow beyond 1 KiB: as on a full disk, the write fails in the middle.
trap '' XFSZ
ulimit -f 1
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o
expect_status 1
grep -q 'out\.o' stderr || fail "$(cat stderr)"
[[ -z $(find . -name 'out.o*') ]] || fail "it left $(find . -name 'out.o*')"
