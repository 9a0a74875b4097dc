#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Both unpatch callbacks are given the module's name.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched <<'END'
static __attribute__((noinline)) void before(void *object) { asm volatile("nop"); }
static __attribute__((noinline)) void after(void *object) { asm volatile(""); }
static struct { unsigned long callback, objname; } entry
	__attribute__((section(".kpatch.callbacks.pre_unpatch"), used)) = { (unsigned long)before };
static struct { unsigned long callback, objname; } last
	__attribute__((section(".kpatch.callbacks.post_unpatch"), used)) = { (unsigned long)after };
int show(int x) { return x + 42; }
END
diff_objects

for kind in pre post; do
	relocations ".kpatch.callbacks.${kind}_unpatch" | awk '$1 == 8 { print $2 }'
done >actual
compare "names" <<'END'
.kpatch.strings
.kpatch.strings
END
