#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of the jump table, only the entries of the changed function are kept.
. "$(dirname "$0")/lib.sh"

neighbour key.c <<'END'
struct { long enabled, entries; } key;
END
original <<'END'
extern struct { long enabled, entries; } key;
#define BRANCH(l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 - .\n.popsection" :: "i" (&key) :: l)
int show(int x) { BRANCH(on); return x + 1; on: return x * 3; }
int other(int x) { BRANCH(on); return x + 2; on: return x * 5; }
END
patched_by 's/\* 3/* 4/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
total=$(($(section_size __jump_table) + $(section_size .kpatch.late.__jump_table)))
[[ $total -eq 16 ]] || readelf -SW out.o | grep -q jump || fail "no jump table in out.o"
