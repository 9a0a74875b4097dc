#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static key of another module cannot be switched in a patch: refused with the way out.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern struct { long enabled, entries; } key;
#define BRANCH(l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 - .\n.popsection" :: "i" (&key) :: l)
int show(int x) { BRANCH(on); return x + 1; on: return x * 3; }
END
patched_by 's/\* 3/* 4/'
printf '0x00000000\tkey\txfs\tEXPORT_SYMBOL\t\n' >>Module.symvers
diff_objects

sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: static key 'key' belongs to module xfs, so the kernel could not switch it in a patch module; use static_key_enabled() in the changed function, which reads the key each time
END

# One that vmlinux exports can be switched, wherever it is used.
sed -i '/key/s/xfs/vmlinux/' Module.symvers
diff_objects
expect_undefined <<'END'
__fentry__
key
END

# So can one that nobody has yet: of another object of the patch, for a module too.
sed -i '/key/d' Module.symvers
parent=ext4
rm out.o
diff_objects
expect_undefined <<'END'
__fentry__
key
END
