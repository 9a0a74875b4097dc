#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An object with every kind of section compared with itself is unchanged.
. "$(dirname "$0")/lib.sh"

neighbour key.c <<'END'
struct { long enabled, entries; } key;
int seq_puts(const char *s) { return s[0]; }
END
original <<'END'
extern struct { long enabled, entries; } key;
int seq_puts(const char *s);
#define BRANCH(l) asm goto("1: .byte 0x0f,0x1f,0x44,0x00,0x00\n" \
	".pushsection __jump_table,\"aw\"\n.balign 8\n" \
	".long 1b - .\n.long %l[" #l "] - .\n.quad %c0 - .\n.popsection" :: "i" (&key) :: l)
#define GET(x, p) asm volatile("1: mov (%1), %0\n2:\n" \
	".pushsection __ex_table,\"a\"\n.balign 4\n.long 1b - .\n.long 2b - .\n.long 1\n.popsection" \
	: "=r" (x) : "r" (p))
static const int steps[] = { 3, 1, 4 };
static int hits;
static int (*hook)(const char *) = seq_puts;
long show(long *p) { static int once; long x; GET(x, p); once++; return x + steps[x] + hits++ + once; }
int other(int x) { BRANCH(on); return hook(__func__) + 2; on: return seq_puts("on\n") * 5; }
END
patched_by ''
diff_objects

expect_status 3
