#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The .lto_priv number of a static function is no part of its name.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) asm("helper.lto_priv.0");
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/lto_priv\.0/lto_priv.2/; s/+ 1/+ 2/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.helper.lto_priv.0,0
__fentry__
END
