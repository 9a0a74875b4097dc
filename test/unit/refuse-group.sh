#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function of the patch in a section group (COMDAT) is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
asm(".section .text.show,\"axG\",@progbits,show,comdat\n.weak show\n.type show,@function\nshow: 1: call __fentry__\n"
    "mov $41, %eax\nret\n.size show, .-show\n.section __mcount_loc,\"a\"\n.quad 1b\n.text");
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: show: lies in section group .text.show; groups (COMDAT) are not supported in a patch
END
