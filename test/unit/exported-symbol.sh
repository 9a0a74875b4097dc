#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An exported symbol is left to the module loader.
. "$(dirname "$0")/lib.sh"

neighbour printk.c <<'END'
int _printk(const char *s) { return 0; }
END
original <<'END'
int _printk(const char *s);
int show(void) { return _printk("before\n") + 1; }
END
patched_by 's/before/after/'
printf '0x00000000\t_printk\tvmlinux\tEXPORT_SYMBOL\t\n' >>Module.symvers
diff_objects

expect_undefined <<'END'
__fentry__
_printk
END
