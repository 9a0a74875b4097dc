#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two functions that a short jump ties together cannot be parted.
. "$(dirname "$0")/lib.sh"

original <<'END'
asm(".pushsection .sched.text,\"ax\"\n"
    ".globl show\n.type show,@function\nshow: 1: call __fentry__\nmov $41, %eax\njmp 3f\n.size show, .-show\n"
    ".globl other\n.type other,@function\nother: 2: call __fentry__\n3: ret\n.size other, .-other\n.popsection\n"
    ".pushsection __mcount_loc,\"a\"\n.quad 1b, 2b\n.popsection");
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: show: a short jump leads from it to another function of .sched.text; the two cannot be parted: make the change in their callers
END
