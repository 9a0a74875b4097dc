#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Cold parts of same-named statics from two source files belong each to its own.
. "$(dirname "$0")/lib.sh"

neighbour panic.c <<'END'
__attribute__((cold)) void complain(int x) { asm volatile("" :: "r" (x)); }
END
original <<'END'
__attribute__((cold)) void complain(int x);
static __attribute__((noinline)) int helper(int x)
{
	if (x == 41) { complain(5); return -1; }
	return x * 3;
}
int show(int x) { return helper(x) + 1; }
END
patched_by 's/complain(5)/complain(6)/'
sed 's/\* 3/* 7/; s/show/other/' orig/proc.c >second.c
for dir in orig patched; do
	compile "$dir" proc.c "${diff_cflags[@]}"
	mv "$dir/proc.o" "$dir/one.o"
done
compile . second.c "${diff_cflags[@]}"
compile neighbours panic.c
ld -r -o orig/proc.o orig/one.o second.o
ld -r -o patched/proc.o patched/one.o second.o
echo '.globl __fentry__; __fentry__: ret' | "$CC" -x assembler -c - -o entry.o
ld -z noexecstack -e 0 -Ttext=0xffffffff81000000 -o vmlinux entry.o neighbours/panic.o orig/proc.o
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_report <<'END'
proc.o: changed function: helper
END
expect_func_table <<'END'
helper vmlinux 1 0
helper.cold vmlinux 1 2
END
