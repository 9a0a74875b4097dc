#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A module's static key in a function that stays is nobody's business.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern struct { long enabled, entries; } key;
#define BRANCH(l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 - .\n.popsection" :: "i" (&key) :: l)
int show(int x) { BRANCH(on); return x + 1; on: return x * 3; }
int other(int x) { return x + 41; }
END
patched_by 's/41/42/'
printf '0x00000000\tkey\txfs\tEXPORT_SYMBOL\t\n' >>Module.symvers
diff_objects

expect_report <<'END'
proc.o: changed function: other
END
