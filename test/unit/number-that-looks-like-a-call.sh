#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The operand of "sub $show, %r8" stands behind the bytes of a call, and is an address all the same.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
long other(long x) { asm("sub $show, %0" : "+r" (x)); return x; }
END
sed -i 's/long other(long x) {/long other(long y) { register long x asm("r8") = y;/' orig/proc.c
patched_by 's/+ 1/+ 2/; s/return x;/return x + 1;/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.show,0
__fentry__
END

# So is what lies behind such a byte of data.
original <<'END'
int show(int x) { return x + 1; }
int other(int x) { return x; }
END
patched <<'END'
int show(int x) { return x + 2; }
extern char table[] __attribute__((visibility("hidden")));
asm(".pushsection .data.table,\"aw\"\n.type table, @object\ntable: .byte 0xe8\n.long show - .\n.size table, 5\n.popsection");
int other(int x) { return x + table[x]; }
END
rm out.o
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.show,0
__fentry__
END
