#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A pre-patch callback goes along, and its entry is given the object's name.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched <<'END'
static __attribute__((noinline)) int prepare(void *object) { asm volatile(""); return 0; }
static struct { unsigned long callback, objname; } entry
	__attribute__((section(".kpatch.callbacks.pre_patch"), used)) = { (unsigned long)prepare };
int show(int x) { return x + 42; }
END
diff_objects

expect_functions <<'END'
prepare
show
END
relocations .kpatch.callbacks.pre_patch | awk '{ print $1, $2 }' | sort >actual
compare "callback entry" <<'END'
0 .text.prepare
8 .kpatch.strings
END
