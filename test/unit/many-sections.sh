#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# More sections than 16 bits can count are read and compared.
. "$(dirname "$0")/lib.sh"

original <<'END'
asm(".altmacro\n.macro many n\n.section .data.n\\n,\"aw\"\n.byte 1\n.endm\n"
    ".set i, 0\n.rept 66000\nmany %i\n.set i, i + 1\n.endr\n.noaltmacro\n.text");
int show(int x) { return x + 41; }
END
patched_by 's/+ 41/+ 42/'
diff_objects

# The number of .text.show does not fit into a symbol's 16 bits.
readelf -sW orig/proc.o | awk '$8 == "show" && $7 > 65280 { n++ } END { exit !n }'
expect_functions <<'END'
show
END
