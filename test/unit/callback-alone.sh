#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A patch of callbacks alone is a patch.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched <<'END'
int show(int x) { return x + 41; }
static struct { unsigned long callback, objname; } entry
	__attribute__((section(".kpatch.callbacks.post_patch"), used)) = { (unsigned long)show };
END
diff_objects

expect_func_table </dev/null
has_section .kpatch.callbacks.post_patch || fail "no callback in out.o"
