#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# --dump says what was decided about each piece, and writes nothing.
. "$(dirname "$0")/lib.sh"

neighbour seq.c <<'END'
int seq_puts(const char *s) { return s[0]; }
END
original <<'END'
int seq_puts(const char *s);
static int hits;
int show(void) { hits++; return seq_puts("before\n") + 1; }
int other(void) { return hits; }
END
patched_by 's/before/after/'
build_objects
run_cdo --dump orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_status 0
[[ ! -e out.o ]] || fail "it wrote out.o"
# Sizes and places of code are the compiler's business.
sed -E '/in \.text/s/[0-9]+ bytes/N bytes/; s/\+0x[0-9a-f]+ ->/+N ->/' stdout >actual
compare "dump" <<'END'
== original
string .rodata.show.str1.1+0x0 in .rodata.show.str1.1, 8 bytes "before\012"
function show in .text.show, N bytes, fentry: twin show
	__mcount_loc+0x0
entry __mcount_loc+0x0 in __mcount_loc, 8 bytes
entry __mcount_loc+0x8 in __mcount_loc, 8 bytes
function other in .text.other, N bytes, fentry: twin other
	__mcount_loc+0x8
data hits in .bss.hits, 4 bytes: twin hits
== patched
string .rodata.show.str1.1+0x0 in .rodata.show.str1.1, 7 bytes "after\012": new, included
function show in .text.show, N bytes, fentry: changed, twin show, included
	__mcount_loc+0x0, included
	+N -> __fentry__-4, undefined
	+N -> .rodata.show.str1.1+0x0+0
	+N -> hits+0
	+N -> seq_puts-4, undefined
entry __mcount_loc+0x0 in __mcount_loc, 8 bytes: new, included
	+N -> show+0
entry __mcount_loc+0x8 in __mcount_loc, 8 bytes: new
function other in .text.other, N bytes, fentry: same, twin other
	__mcount_loc+0x8
data hits in .bss.hits, 4 bytes: same, twin hits
END
