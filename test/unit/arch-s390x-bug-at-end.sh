#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# s390x: a BUG of old kernels that ends its function belongs to that one, not to its neighbour.
. "$(dirname "$0")/lib.sh"
arch s390x

original <<'EOF'
#define FUNCTION(name) ".globl " name "\n.type " name ",@function\n" name ":\n" \
	"brasl 0,__fentry__\n.pushsection __mcount_loc,\"a\"\n.quad " name "\n.popsection\n"
#define BUG() "0: j 0b+2\n1:\n" \
	".pushsection .rodata.str,\"aMS\",@progbits,1\n2: .asciz \"proc.c\"\n.popsection\n" \
	".pushsection __bug_table,\"awM\",@progbits,12\n3: .long 1b-3b,2b-3b\n.short 7,0\n.org 3b+12\n.popsection\n"
asm(".pushsection .sched.text,\"ax\"\n"
	FUNCTION("show") "lghi %r2,41\n" BUG() ".size show,.-show\n"
	FUNCTION("next") "lghi %r2,7\n.long 0x07fe07fe\n.size next,.-next\n"
	".popsection\n");
EOF
patched_by 's/r2,41/r2,42/'
diff_objects

expect_report <<'EOF'
proc.o: changed function: show
EOF
expect_entries __bug_table 12 1

rm out.o
patched_by 's/r2,7/r2,8/'
diff_objects
expect_report <<'EOF'
proc.o: changed function: next
EOF
expect_entries __bug_table 12 0
