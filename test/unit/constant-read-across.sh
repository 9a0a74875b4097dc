#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A nameless constant of 15 bytes that is read as 8 and 8, which overlap, is copied as it lay.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
asm(".section .rodata,\"a\"; .balign 32; .byte 0x99; .Lc: .byte 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15; .text");
long use(long, long);
int show(void)
{
	long a, b;

	asm("movq .Lc(%%rip), %0; movq .Lc+7(%%rip), %1" : "=r" (a), "=r" (b));
	return use(a, b) + 41;
}
EOF
patched_by 's/41/42/'
diff_objects

expect_status 0
objcopy -O binary -j .rodata --set-section-flags .rodata=alloc,contents out.o rodata
od -An -v -t x1 rodata | tr -d ' \n' | grep -o '0102.*' >actual
compare "the constant" <<'EOF'
0102030405060708090a0b0c0d0e0f
EOF
