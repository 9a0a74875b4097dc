#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Where instructions of one size lead: a call, a variable, a string or a constant of another
# name or content is other code, and so is the same reference by another instruction.
. "$(dirname "$0")/lib.sh"

try() {
	# as the kernel itself is compiled, and as one is linked that can be moved
	case $cpu in
	ppc64le)	kernel_cflags+=(-mcmodel=medium) link_flags=(-pie) ;;
	s390x)		kernel_cflags+=(-mpic-data-is-text-relative) ;;
	esac
	original <<'EOF'
extern int outside(int, const char *), elsewhere(int, const char *);
extern int far[4], near[4];
extern long wide;
static __attribute__((noinline)) int one(int x) { asm volatile(""); return x * 5; }
static __attribute__((noinline)) int two(int x) { asm volatile(""); return x * 7; }
int first(int x) { return one(x) + two(x) + elsewhere(x, "none") + near[0]; }
int show(int x)
{
	int sum = outside(one(x), "a string");

	return sum + far[2] + (int)wide;
}
EOF
	neighbour other.c <<'EOF'
int far[4] = { 1, 2, 3, 4 }, near[4] = { 5, 6, 7, 8 };
long wide = 6, narrow = 7;
int outside(int x, const char *s) { return x + *s; }
int elsewhere(int x, const char *s) { return x - *s; }
EOF
	match_objects
	expect_match
	for other in '/sum = /s/one(x)/two(x)/' '/sum = /s/outside/elsewhere/' 's/a string/a strong/' \
		's/far\[2\]/near[2]/' 's/extern long wide/&, narrow/; s/(int)wide/(int)narrow/'; do
		shipped_by "$other"
		match_objects
		for where in vmlinux module; do
			grep -qx 'status 1' $where.said || fail "$where: $other: $(cat $where.said)"
		done
	done
	# on ppc64le no more than another number in an instruction
	shipped_by 's/far\[2\]/far[1]/'
	match_objects
	grep -qx 'status [13]' vmlinux.said || fail "another element: $(cat vmlinux.said)"
}

on_cpus aarch64 ppc64le s390x
