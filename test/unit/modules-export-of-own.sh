#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# In a module, what vmlinux exports is the module loader's, what the module has is its own.
. "$(dirname "$0")/lib.sh"

neighbour printk.c <<'END'
int own_helper(int x) { return x; }
END
original <<'END'
int _printk(const char *s);
int own_helper(int x);
int show(int x) { return _printk("before\n") + own_helper(x); }
END
patched_by 's/before/after/'
printf '0x00000000\t_printk\tvmlinux\tEXPORT_SYMBOL\t\n' >>Module.symvers
parent=xfs
diff_objects

expect_undefined <<'END'
.klp.sym.xfs.own_helper,0
__fentry__
_printk
END
