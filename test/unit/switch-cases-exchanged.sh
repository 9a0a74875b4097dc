#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two exchanged cases of a switch are a change, though the code is the same.
. "$(dirname "$0")/lib.sh"

original <<'END'
asm(".pushsection .text.show,\"ax\"\n.globl show\n.type show,@function\nshow: 1: call __fentry__\n"
    "jmp *.Ltable(,%rdi,8)\n.La: mov $1, %eax\nret\n.Lb: mov $2, %eax\nret\n.size show, .-show\n.popsection\n"
    ".pushsection .rodata.show,\"a\"\n.Ltable: .quad .La, .Lb\n.popsection\n"
    ".pushsection __mcount_loc,\"a\"\n.quad 1b\n.popsection");
END
patched_by 's/quad .La, .Lb/quad .Lb, .La/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
