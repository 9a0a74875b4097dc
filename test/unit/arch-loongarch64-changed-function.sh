#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# loongarch: the changed function and its entries, of which each field has two relocations.
. "$(dirname "$0")/lib.sh"
need_yaml2obj

addi=8400c002 # addi.d $a0,$a0,0
yaml_object orig "$addi" 050c8002 04048002

yaml_object patched "$addi" 050c8002 04048002
compare_yaml_objects
expect_status 3

yaml_object patched "$addi" 050c8002 04088002
compare_yaml_objects
expect_report <<'END'
proc.o: changed function: show
END
cross=llvm-
expect_func_table <<'END'
show vmlinux 0 0
END
expect_entries __ex_table 12 1
readelf -rW out.o | awk '/Relocation section/ { inside = /rela__ex_table/ } inside && /R_LARCH/ { print $1 + 0, $3 }' >actual
compare "relocations of __ex_table" <<'END'
0 R_LARCH_ADD32
0 R_LARCH_SUB32
4 R_LARCH_ADD32
4 R_LARCH_SUB32
END
