#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Constants that the linker may merge are no strings: a zero byte ends none, and each is by itself.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define LOAD(value) ({ long n; asm("mov 1f, %0\n.pushsection .rodata.cst8,\"aM\",@progbits,8\n" \
	"1: .quad " #value "\n.popsection" : "=r" (n)); n; })
long first(void) { return LOAD(3); }
long second(void) { return LOAD(5); }
END
patched_by 's/LOAD(5)/LOAD(6)/'
diff_objects
expect_report <<'END'
proc.o: changed function: second
END

# behind a zero byte, as in every small number
patched_by 's/LOAD(3)/LOAD(0x300000003)/'
diff_objects
expect_report <<'END'
proc.o: changed function: first
END
