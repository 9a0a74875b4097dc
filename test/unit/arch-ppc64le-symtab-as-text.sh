#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: readelf's text tells of a function's local entry, and names the function behind that.
. "$(dirname "$0")/lib.sh"
arch ppc64le

original <<'END'
int limit = 3;
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * limit; }
int show(int x) { return helper(x) + limit + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
readelf -sW vmlinux >symtab
grep -q 'localentry.* helper$' symtab || fail "readelf tells of no local entry: $(cat symtab)"
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_report <<'END'
proc.o: changed function: show
END
