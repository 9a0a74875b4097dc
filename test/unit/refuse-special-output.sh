#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# OUTPUT.o never takes the place of a device or pipe (as root, /dev/null's), and is not left behind when
# the report cannot be written.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
int show(int x) { return x + 41; }
EOF
patched_by 's/41/42/'
build_objects
mkfifo pipe
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch pipe
expect_refusal <<'EOF'
error: pipe: not a regular file; nothing is written in its place
EOF
[[ -p pipe ]] || fail "the pipe is gone"

status=0
"$CDO" orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o >/dev/full 2>stderr || status=$?
expect_refusal <<'EOF'
error: standard output: cannot write: No space left on device; out.o is removed again
EOF
[[ ! -e out.o ]] || fail "there is an out.o that nobody was told of"
