#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The text of readelf may have its headings, and hexadecimal sizes.
. "$(dirname "$0")/lib.sh"

original <<'END'
static volatile int big[40000];
int show(int x) { return big[x] + 41; }
END
patched_by 's/41/42/'
build_objects
readelf -sW vmlinux | sed -E 's/ 160000 OBJECT/ 0x27100 OBJECT/' >symtab
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_undefined <<'END'
.klp.sym.vmlinux.big,0
__fentry__
END
