#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The output is an object that ld -r takes.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int hits;
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { hits++; return helper(x) + 41; }
END
patched_by 's/41/42/'
diff_objects

ld -r -o linked.o out.o
readelf -hW linked.o | grep -q 'REL (Relocatable file)'
