#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A tracepoint of a module stays off in a changed function, and the author is told.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern struct { long enabled, entries; } key asm("__tracepoint_xfs_read");
extern struct { void *func; long type; } call asm("__SCK__tp_func_xfs_read");
#define BRANCH(l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 + 8 - .\n.popsection" :: "i" (&key) :: l)
#define SITE asm volatile("1: call __SCT__tp_func_xfs_read\n.pushsection .static_call_sites,\"aw\"\n.balign 4\n.long 1b - .\n.long %c0 - .\n.popsection" :: "i" (&call))
int show(int x) { BRANCH(on); BRANCH(on); return x + 1; on: SITE; return x * 3; }
END
patched_by 's/\* 3/* 4/'
printf '0x00000000\t__tracepoint_xfs_read\txfs\tEXPORT_SYMBOL\t\n' >>Module.symvers
printf '0x00000000\t%s\txfs\tEXPORT_SYMBOL\t\n' __SCK__tp_func_xfs_read __SCT__tp_func_xfs_read >>Module.symvers
diff_objects
expect_undefined <<'END'
.klp.sym.xfs.__SCT__tp_func_xfs_read,0
__fentry__
END
for section in __jump_table .static_call_sites; do
	! has_section $section || fail "$section: an entry without its key"
done
sed -E 's/^(warning: )?[^ ]*proc\.o/\1proc.o/' stderr >actual
compare "warning" <<'END'
warning: proc.o: tracepoints of a module cannot be switched in a patch: whatever is switched on, they stay off in show
END
