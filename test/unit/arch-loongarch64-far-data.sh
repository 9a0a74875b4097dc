#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# loongarch: the address of data that stays behind is loaded from the offset table.
. "$(dirname "$0")/lib.sh"
need_yaml2obj

addi=8400c002 # addi.d $a0,$a0,0
yaml_object orig "$addi" 050c8002 04048002

yaml_object patched "$addi" 050c8002 04088002
compare_yaml_objects
expect_status 0
readelf -rW out.o | awk '/vmlinux.counter/ { print $1 + 0, $3 }' >actual
compare "references to counter" <<'END'
8 R_LARCH_GOT_PC_HI20
0 R_LARCH_GOT_PC_LO12
END
# ld.d $a0,$a0,0
readelf -x .text.show out.o | grep -q '0400001a$\|8400c028' || fail "$(readelf -x .text.show out.o)"
