#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# __pfx_ before a function belongs to it and is not its name.
. "$(dirname "$0")/lib.sh"

original <<'END'
asm(".pushsection .text.show,\"ax\"\n"
    "__pfx_show: .skip 16, 0x90\n.type __pfx_show,@function\n.size __pfx_show, 16\n"
    ".globl show\nshow: 1: call __fentry__\nmov $41, %eax\nret\n.type show,@function\n.size show, .-show\n.popsection\n"
    ".pushsection __mcount_loc,\"a\"\n.quad 1b\n.popsection");
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_functions <<'END'
__pfx_show
show
END
expect_func_table <<'END'
show vmlinux 0 0
END
