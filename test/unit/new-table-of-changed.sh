#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new table that names a changed function leads to the original, which is redirected.
. "$(dirname "$0")/lib.sh"

original <<'END'
int helper(int x) { return x + 41; }
int show(int x) { return x; }
END
patched <<'END'
int helper(int x) { return x + 42; }
static int (*const ops[])(int) = { helper, helper };
int show(int x) { return ops[x](x); }
END
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
END
