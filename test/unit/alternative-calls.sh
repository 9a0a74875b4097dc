#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A call in a replacement goes where it went.
. "$(dirname "$0")/lib.sh"

neighbour copy.c <<'END'
int copy(int x) { return x; }
END
original <<'END'
int copy(int x);
#define ALT asm volatile("1: .byte 0x90,0x90,0x90,0x90,0x90\n2:\n" \
	".pushsection .altinstructions,\"a\"\n.long 1b - .\n.long 3f - .\n.word 308\n.byte 2b-1b\n.byte 4f-3f\n.popsection\n" \
	".pushsection .altinstr_replacement,\"ax\"\n3: call copy\n4:\n.popsection")
int show(int x) { ALT; return x * 3; }
END
patched_by 's/\* 3/* 4/'
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.copy,0
__fentry__
END
[[ $(section_size .altinstr_replacement) -eq 5 ]] || fail "replacement of $(section_size .altinstr_replacement) bytes"
