#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local follows its code from a split-off function back into the whole one.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int count asm("count.1");
static __attribute__((noinline)) int part(int x) asm("show.part.0");
static __attribute__((noinline)) int part(int x) { asm volatile(""); count += x; return count + 1; }
int show(int x) { return x ? part(x) : 0; }
END
patched <<'END'
int show(int x) { static int count asm("count.0"); count += x; return count + 2; }
END
diff_objects

expect_objects </dev/null
expect_undefined <<'END'
.klp.sym.vmlinux.count.1,0
__fentry__
END
