#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What UBSAN's description says beside the line is the program: of another access it is another.
. "$(dirname "$0")/lib.sh"

# As of -fsanitize=alignment: file, line, column; type; alignment, kind of access.
original <<'END'
void report(const void *);
static const char file[] __attribute__((used)) = "proc.c";
static const short type[] __attribute__((used)) = { 0, 10 };
asm(".pushsection .data..Lubsan_data0,\"aw\"\n.balign 32\n.Laccess: .quad file\n.long 7, 9\n.quad type\n.byte 2, 0\n.balign 32\n.popsection");
int show(int x) { void *access; asm("movq $.Laccess, %0" : "=r" (access)); if (x & 3) report(access); return x * 3; }
END
patched_by 's/long 7, 9/long 8, 9/'
diff_objects
expect_status 3

patched_by 's/long 7, 9/long 8, 9/; s/byte 2, 0/byte 2, 1/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
