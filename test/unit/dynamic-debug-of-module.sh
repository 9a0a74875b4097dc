#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Debugging messages of a module stay off in changed functions, which are named.
. "$(dirname "$0")/lib.sh"

original <<'END'
struct descriptor { const char *text; long enabled, entries; };
#define KEY(n, string) static struct descriptor key##n asm("__UNIQUE_ID_ddebug" #n) __attribute__((section("__dyndbg"))) = { string }
#define BRANCH(n, l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 + 8 - .\n.popsection" :: "i" (&key##n) :: l)
extern int say(struct descriptor *d);
KEY(1, "one");
KEY(2, "two");
KEY(3, "three");
int show(int x) { BRANCH(1, a); BRANCH(2, b); return x + 1; a: return say(&key1); b: return say(&key2); }
int other(int x) { BRANCH(3, c); return x + 1; c: return say(&key3) + 7; }
int same(int x) { BRANCH(3, d); return x + 9; d: return say(&key3) + 9; }
END
patched_by 's/x + 1/x + 2/'
parent=xfs
printf '0x00000000\tsay\tvmlinux\tEXPORT_SYMBOL\t\n' >>Module.symvers
diff_objects
expect_functions <<'END'
other
show
END
expect_undefined <<'END'
.klp.sym.xfs.__UNIQUE_ID_ddebug1,0
.klp.sym.xfs.__UNIQUE_ID_ddebug2,0
.klp.sym.xfs.__UNIQUE_ID_ddebug3,0
__fentry__
say
END
! has_section __jump_table || fail "an entry without its key"
sed -E 's/^(warning: )?[^ ]*proc\.o/\1proc.o/' stderr >actual
compare "warning" <<'END'
warning: proc.o: dynamic debug messages (pr_debug() and the like) of a module cannot be switched in a patch: whatever is switched on, they stay off, or on where DEBUG is defined, in show, other
END

# The kernel can switch vmlinux's.
parent=vmlinux
diff_objects
expect_entries __jump_table 16 3
[[ ! -s stderr ]] || fail "$(cat stderr)"

# A new message is the patch's own.
parent=xfs
patched_by 's/^KEY(3.*/&\nKEY(4, "four");/; s/return x + 9;/BRANCH(4, e); &/; s/d: return/e: return say(\&key4); &/'
diff_objects
expect_entries __jump_table 16 1
