#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static call of another module goes through its trampoline, which the kernel leads
# where the key says.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern struct { void *func; long type; } key asm("__SCK__hook");
#define SITE asm volatile("1: call __SCT__hook\n.pushsection .static_call_sites,\"aw\"\n.balign 4\n.long 1b - .\n.long %c0 - .\n.popsection" :: "i" (&key))
int show(int x) { SITE; return x * 3; }
END
patched_by 's/\* 3/* 4/'
printf '0x00000000\t%s\tkvm\tEXPORT_SYMBOL\t\n' __SCK__hook __SCT__hook >>Module.symvers
diff_objects
expect_undefined <<'END'
.klp.sym.kvm.__SCT__hook,0
__fentry__
END
! has_section .static_call_sites || fail "there are call sites"
[[ ! -s stderr ]] || fail "$(cat stderr)"

# So does one whose key its module keeps to itself, and only the trampoline is exported.
sed -i 's/"__SCK__/"__SCT__/' orig/proc.c patched/proc.c
sed -i /__SCK__/d Module.symvers
diff_objects
expect_undefined <<'END'
.klp.sym.kvm.__SCT__hook,0
__fentry__
END

# And one of the module itself, whether the trampoline is in this file or not.
parent=kvm
sed -i '/__SCT__hook/d' Module.symvers
sed -i 's/^extern //; s/"__SCT__hook")/"__SCK__hook")/; 1a asm(".pushsection .static_call.text,\\"ax\\"\\n.globl __SCT__hook\\n.type __SCT__hook, @function\\n__SCT__hook: jmp .\\n.size __SCT__hook, . - __SCT__hook\\n.popsection");' orig/proc.c patched/proc.c
diff_objects
expect_undefined <<'END'
.klp.sym.kvm.__SCT__hook,0
__fentry__
END

# Where the compiler made something else of the call, its site would be needed.
sed -i 's/1: call __SCT__hook/1: .byte 0xe8,0,0,0,0/' orig/proc.c patched/proc.c
rm out.o
diff_objects
sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: static call '__SCK__hook' belongs to module kvm, so the kernel could not switch it in a patch module; use KPATCH_STATIC_CALL() in the changed function, which reads the target each time
END
