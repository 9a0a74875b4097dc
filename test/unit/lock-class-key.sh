#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The lock class key of a changed function stays the running kernel's.
. "$(dirname "$0")/lib.sh"

neighbour lock.c <<'END'
void __mutex_init(void *lock, const char *name, void *key) {}
END
original <<'END'
void __mutex_init(void *lock, const char *name, void *key);
int show(int x) { static char __key[8] asm("__key.3"); __mutex_init(&x, "lock", __key); return x + 1; }
END
patched_by 's/__key\.3/__key.4/; s/+ 1/+ 2/'
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.__key.3,0
.klp.sym.vmlinux.__mutex_init,0
__fentry__
END
