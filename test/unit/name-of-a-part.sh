#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Data that goes by the name of one of its parts before, and by another after, is referred to where it lies.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
asm(".data; .balign 8; .type outer,@object; .type inner,@object; .globl inner; "
    "outer: .quad 1; inner: .quad 2; .size outer,16; .size inner,8; .text");
extern long outer[], inner;
long show(void) { return outer[0] - inner + 41; }
EOF
patched_by 's/41/42/; s/\.globl inner/.globl inner, outer/'
diff_objects

expect_status 0
relocations .text.show | sed 1d >actual
compare "references to outer and to inner" <<'EOF'
8 .klp.sym.vmlinux.inner,0 -c
15 .klp.sym.vmlinux.inner,0 -4
EOF
