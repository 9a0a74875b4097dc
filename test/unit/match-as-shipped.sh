#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Alone in its section a function refers to all that it uses by relocations: it is still what was shipped.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'EOF'
static int count = 3;
static __attribute__((noinline)) int helper(int x) { return x * count++; }
int other(int x) { return helper(x); }
int printk(const char *format, ...) { return 0; }
EOF
original <<'EOF'
extern int printk(const char *, ...);
extern int other(int);
static int count = 5, table[8], zeroed;
static __attribute__((noinline)) int helper(int x) { return x * count++ + zeroed++; }
int beside(int x) { return helper(x); }		/* by a short jump, if in one section */
static __attribute__((noinline, cold)) int never(int x) { return printk("never %d\n", x); }
int first(int x) { return helper(x) + 1; }
int show(int x)
{
	int *p, sum = 0;

	for (p = table; p < table + 8; p++)
		sum += *p;
	table[x & 7] = printk("shown %d\n", helper(x));
	count = 7;
	if (__builtin_expect(x == 5, 0))
		return never(x) + x;
	if (x > 10)
		return first(x);
	return other(sum) + printk("also shown\n");
}
EOF
match_objects
expect_match
