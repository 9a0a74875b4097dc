#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Alignment after the last instruction of a function is no change of it.
. "$(dirname "$0")/lib.sh"

original <<'END'
asm(".pushsection .text.show,\"ax\"\n.globl show\nshow: 1: call __fentry__\nmov $41, %eax\nret\n"
    ".size show, .-show\n.type show,@function\n.balign 16, 0x90\n.popsection\n"
    ".pushsection __mcount_loc,\"a\"\n.quad 1b\n.popsection");
int other(int x) { return x + 1; }
END
patched_by 's/x + 1/x + 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: other
END
