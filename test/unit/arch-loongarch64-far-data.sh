#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# loongarch: the address of data that stays behind is loaded from the offset table.
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

object patched "$addi" 050c8002 04088002
compare_objects
expect_status 0
readelf -rW out.o | awk '/vmlinux.counter/ { print $1 + 0, $3 }' >actual
compare "references to counter" <<'END'
8 R_LARCH_GOT_PC_HI20
0 R_LARCH_GOT_PC_LO12
END
# ld.d $a0,$a0,0
readelf -x .text.show out.o | grep -q '0400001a$\|8400c028' || fail "$(readelf -x .text.show out.o)"
