#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: the routines that save registers are linked into each module: the patch has its own.
. "$(dirname "$0")/lib.sh"
arch ppc64le

names=(_savegpr0_25 _restgpr0_25 _savefpr_14 _restfpr_14 _savevr_20 _restvr_20)
printf 'void %s(void) {}\n' "${names[@]}" of_vmlinux | neighbour savers.c
{
	echo 'int show(int x) {'
	printf 'asm volatile("bl %s; nop");\n' "${names[@]}" of_vmlinux
	echo 'return x + 1; }'
} | original
patched_by 's/+ 1/+ 2/'
diff_objects

expect_status 0
readelf -sW out.o | grep -o '[^ ]*_\(save\|rest\)[^ ]*$' | LC_ALL=C sort -u >actual
printf '%s\n' "${names[@]}" | LC_ALL=C sort | compare "register savers"
readelf -sW out.o | grep -q ' \.klp\.sym\.vmlinux\.of_vmlinux,0$' || fail "another function of vmlinux is not named as such"
