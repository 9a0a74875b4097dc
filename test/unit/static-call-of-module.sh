#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static call of another module cannot be switched in a patch: refused with the way out.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern struct { void *func; long type; } key asm("__SCK__hook");
#define SITE asm volatile("1: .byte 0xe8,0,0,0,0\n.pushsection .static_call_sites,\"aw\"\n.balign 4\n.long 1b - .\n.long %c0 - .\n.popsection" :: "i" (&key))
int show(int x) { SITE; return x * 3; }
END
patched_by 's/\* 3/* 4/'
printf '0x00000000\t__SCK__hook\tkvm\tEXPORT_SYMBOL\t\n' >>Module.symvers
diff_objects

sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: static call '__SCK__hook' belongs to module kvm, so the kernel could not switch it in a patch module; use KPATCH_STATIC_CALL() in the changed function, which reads the target each time
END

# So is one whose key its module keeps to itself, and only the trampoline is exported.
sed -i 's/__SCK__/__SCT__/' orig/proc.c patched/proc.c Module.symvers
diff_objects
sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: static call '__SCT__hook' belongs to module kvm, so the kernel could not switch it in a patch module; use KPATCH_STATIC_CALL() in the changed function, which reads the target each time
END
