#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A string ends at its first zero, whatever empty string follows.
. "$(dirname "$0")/lib.sh"

original <<'END'
int use(const char *);
asm(".pushsection .rodata.str,\"aMS\",@progbits,1\nfirst: .string \"first\"\nempty: .string \"\"\nlast: .string \"last\"\n.popsection");
int show(int x) { const char *s; asm("movq $first, %0" : "=r" (s)); return use(s) + x; }
int other(int x) { const char *s; asm("movq $empty, %0" : "=r" (s)); return use(s) + x; }
END
patched_by 's/empty: .string \\"\\"/empty: .string \\"full\\"/'
diff_objects

expect_report <<'END'
proc.o: changed function: other
END
