#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static call's site travels with its function when the key is vmlinux's.
. "$(dirname "$0")/lib.sh"

neighbour key.c <<'END'
struct { void *func; long type; } key asm("__SCK__hook");
END
original <<'END'
extern struct { void *func; long type; } key asm("__SCK__hook");
#define SITE asm volatile("1: .byte 0xe8,0,0,0,0\n.pushsection .static_call_sites,\"aw\"\n.balign 4\n.long 1b - .\n.long %c0 - .\n.popsection" :: "i" (&key))
int show(int x) { SITE; return x * 3; }
int other(int x) { SITE; return x * 5; }
END
patched_by 's/\* 3/* 4/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
size=$(($(section_size .static_call_sites) + $(section_size .kpatch.late.static_call_sites)))
[[ $size -eq 8 ]] || fail "static call sites of $size bytes"
