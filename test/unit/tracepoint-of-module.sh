#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A tracepoint of a module in a changed function is refused in words that fit tracepoints.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern struct { long enabled, entries; } key asm("__tracepoint_xfs_read");
#define BRANCH(l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 + 8 - .\n.popsection" :: "i" (&key) :: l)
int show(int x) { BRANCH(on); return x + 1; on: return x * 3; }
END
patched_by 's/\* 3/* 4/'
printf '0x00000000\t__tracepoint_xfs_read\txfs\tEXPORT_SYMBOL\t\n' >>Module.symvers
diff_objects

sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: static key '__tracepoint_xfs_read' belongs to module xfs, so the kernel could not switch it in a patch module; drop the tracepoint from the changed function, or use printk() in its place
END
