#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A module's own global function is meant, though vmlinux exports one of this name.
. "$(dirname "$0")/lib.sh"

parent=mymod
printf '0x00000000\t%s\tvmlinux\tEXPORT_SYMBOL\t\n' __fentry__ helper printk >Module.symvers
neighbour other.c <<'END'
int helper(int x) { return x * 7; }
END
original <<'END'
int helper(int x), printk(const char *);
int show(int x) { printk("x"); return helper(x) + 41; }
END
patched_by 's/41/42/'
diff_objects

expect_undefined <<'END'
.klp.sym.mymod.helper,0
__fentry__
printk
END
