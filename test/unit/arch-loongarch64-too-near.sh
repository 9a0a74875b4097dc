#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# loongarch: data that is loaded from where it is, and cannot be reached from a module, is refused.
. "$(dirname "$0")/lib.sh"
command -v yaml2obj >/dev/null || skip "no yaml2obj"

# object DIR USE LINE RESULT: loongarch64.yaml says what they are
object() {
	sed "s/@USE@/$2/; s/@LINE@/$3/; s/@RESULT@/$4/" "$unit_dir/loongarch64.yaml" |
		yaml2obj -o "$1/proc.o"
}
compare_objects() {
	readelf -sW orig/proc.o | sed 's/UND __might_sleep/  1 __might_sleep/' >symtab
	run_cdo orig/proc.o patched/proc.o vmlinux symtab Module.symvers test_patch out.o
}
addi=8400c002 # addi.d $a0,$a0,0
object orig "$addi" 050c8002 04048002

load=84000024 # ldptr.w, as a stand-in for any load
object orig "$load" 050c8002 04048002
object patched "$load" 050c8002 04088002
compare_objects
expect_status 1
grep -q 'show+0xc: refers to counter, .*compile the object with -mno-direct-extern-access' stderr || fail "$(cat stderr)"
