#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static key of the module that is patched is no better than another module's.
. "$(dirname "$0")/lib.sh"

original <<'END'
struct { long enabled, entries; } key;
#define BRANCH(l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 - .\n.popsection" :: "i" (&key) :: l)
int show(int x) { BRANCH(on); return x + 1; on: return x * 3; }
END
patched_by 's/\* 3/* 4/'
parent=xfs
diff_objects

sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: static key 'key' belongs to module xfs, so the kernel could not switch it in a patch module; use static_key_enabled() in the changed function, which reads the key each time
END

# Whether other files see it or not.
sed -i 's/^struct {/static &/' orig/proc.c patched/proc.c
diff_objects
sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: static key 'key' belongs to module xfs, so the kernel could not switch it in a patch module; use static_key_enabled() in the changed function, which reads the key each time
END

# That of a file of vmlinux can be switched.
parent=vmlinux
diff_objects
expect_undefined <<'END'
.klp.sym.vmlinux.key,0
__fentry__
END

# Another file of the module may have it.
sed -i 's/^static struct \(.*\) key;/extern struct \1 key;/' orig/proc.c patched/proc.c
neighbour key.c <<<'struct { long enabled, entries; } key;'
parent=xfs
rm out.o
diff_objects
sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: static key 'key' belongs to module xfs, so the kernel could not switch it in a patch module; use static_key_enabled() in the changed function, which reads the key each time
END
