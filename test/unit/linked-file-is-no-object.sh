#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A linked file in place of an object is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
run_cdo orig/proc.o vmlinux vmlinux vmlinux "$symvers" test_patch out.o

expect_refusal <<'END'
error: orig/proc.o, vmlinux: both must be relocatable objects (.o)
END
run_cdo vmlinux patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o
expect_refusal <<'END'
error: vmlinux, patched/proc.o: both must be relocatable objects (.o)
END
