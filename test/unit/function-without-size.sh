#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An assembler function without a size reaches to the next one.
. "$(dirname "$0")/lib.sh"

original <<'END'
asm(".pushsection .text.asm,\"ax\"\n.globl show\nshow: 1: call __fentry__\nmov $41, %eax\nret\n"
    ".globl other\nother: 2: call __fentry__\nmov $51, %eax\nret\n.popsection\n"
    ".pushsection __mcount_loc,\"a\"\n.quad 1b, 2b\n.popsection");
END
patched_by 's/51/52/'
diff_objects

expect_report <<'END'
proc.o: changed function: other
END
