#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static key that the patch itself brings is switched as any module's own.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x * 3; }
END
patched <<'END'
static struct { long enabled, entries; } key = { 1 };
#define BRANCH(l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 - .\n.popsection" :: "i" (&key) :: l)
int show(int x) { BRANCH(on); return x + 1; on: return x * 3; }
END
parent=xfs
diff_objects

expect_objects <<'END'
key
END
