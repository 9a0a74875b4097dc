#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A callback that is a changed function of the file is the new one.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched <<'END'
int show(int x) { return x + 42; }
static struct { unsigned long callback, objname; } entry
	__attribute__((section(".kpatch.callbacks.post_patch"), used)) = { (unsigned long)show };
END
diff_objects

expect_undefined <<'END'
__fentry__
END
