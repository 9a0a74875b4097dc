#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The same place by its address and by its distance are not the same.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
asm(".pushsection .rodata.where,\"a\"\n.globl where\n.type where, @object\n.size where, 8\nwhere: .quad show\n.popsection");
END
patched_by 's/\.quad show/& - ./'
diff_objects

expect_refusal <<'END'
error: proc.o: where: initial value of this variable changed: a pointer in it leads elsewhere; memory of the running kernel keeps its old contents; set it from a pre-patch callback, or use a shadow variable
END
