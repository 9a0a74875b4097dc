#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Another static key at the same place is a change of the function.
. "$(dirname "$0")/lib.sh"

neighbour key.c <<'END'
struct { long enabled, entries; } key, lock;
END
original <<'END'
extern struct { long enabled, entries; } key, lock;
#define BRANCH(k, l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 - .\n.popsection" :: "i" (&k) :: l)
int show(int x) { BRANCH(key, on); return x + 1; on: return x * 3; }
END
patched_by 's/BRANCH(key/BRANCH(lock/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
