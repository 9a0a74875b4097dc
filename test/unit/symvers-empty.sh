#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An empty Module.symvers says that nothing is exported.
. "$(dirname "$0")/lib.sh"

neighbour printk.c <<'END'
int _printk(const char *s) { return 0; }
END
original <<'END'
int _printk(const char *s);
int show(void) { return _printk("before\n") + 1; }
END
patched_by 's/before/after/'
symvers=/dev/null
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.__fentry__,0
.klp.sym.vmlinux._printk,0
END
