#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# __cfi_ before a function, with its hash, belongs to it and is not its name.
. "$(dirname "$0")/lib.sh"

original <<'END'
asm(".pushsection .text.show,\"ax\"\n"
    "__cfi_show: mov $0x12345678, %eax\n.type __cfi_show,@function\n.size __cfi_show, .-__cfi_show\n"
    ".globl show\nshow: 1: call __fentry__\nmov $41, %eax\nret\n.type show,@function\n.size show, .-show\n.popsection\n"
    ".pushsection __mcount_loc,\"a\"\n.quad 1b\n.popsection");
END
patched_by 's/41/42/'
diff_objects

expect_functions <<'END'
__cfi_show
show
END
expect_func_table <<'END'
show vmlinux 0 0
END
