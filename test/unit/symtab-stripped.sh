#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A vmlinux without symbols is refused as stripped.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
strip vmlinux
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_refusal <<'END'
error: vmlinux: no symbol table; it has been stripped
END
