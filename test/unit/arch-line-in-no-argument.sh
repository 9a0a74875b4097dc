#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each CPU: a number is the line of a call only where an argument's register is loaded with it.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)

# compare_load STATUS INSTRUCTIONS: then comes a call on that line; %0 is its number
compare_load() {
	original <<-END
		void account(const char *file);
		# ${first:-500} "proc.c"
		int show(int x)
		{
			asm volatile("$2" :: "i" (__LINE__)); account("a");
			return x * 3;
		}
	END
	patched_by '/^int show/i /* a comment */\n'
	rm -f out.o
	diff_objects
	[[ $status -eq $1 ]] || fail "$2: status $status, expected $1"
}

try() {
	local expected load
	neighbour callee.c <<<'void account(const char *file) {}'
	while read -r expected load; do
		compare_load "$expected" "$load"
	done < <(loads "$cpu")
	# The upper bits have an instruction of their own.
	if [[ $cpu == loongarch64 ]]; then
		first=4092 compare_load 3 "lu12i.w \$r4, %0 >> 12; ori \$r4, \$r4, %0 & 4095"
		first=4092 compare_load 0 "lu12i.w \$r12, %0 >> 12; ori \$r4, \$r4, %0 & 4095"
	fi
}

loads() {
	case $1 in
	x86_64) cat <<-'END'
		3 movl %0, %%edi
		3 movl %0, %%r9d
		0 movl %0, %%r10d
		0 movl %0, %%eax
		0 movw %0, %%si
		0 movb %0, %%sil
		0 movl %0, (%%rsi)
		0 addl %0, %%esi
		0 leal %c0(%%rax), %%esi
		END
		;;
	aarch64) cat <<-'END'
		3 mov w7, %0
		0 mov w8, %0
		0 movk w1, %0
		END
		;;
	ppc64le) cat <<-'END'
		3 li 3, %0
		3 li 10, %0
		0 li 11, %0
		0 li 0, %0
		0 addi 3, 1, %0
		END
		;;
	s390x) cat <<-'END'
		3 lhi %%r2, %0
		3 lghi %%r6, %0
		3 llill %%r2, %0
		3 lgfi %%r2, %0
		3 llilf %%r2, %0
		0 lghi %%r1, %0
		0 lghi %%r7, %0
		0 ahi %%r2, %0
		0 oihh %%r2, %0
		0 iihf %%r2, %0
		END
		;;
	loongarch64) cat <<-'END'
		3 addi.w $r4, $r0, %0
		3 ori $r11, $r0, %0
		0 addi.w $r12, $r0, %0
		0 addi.w $r2, $r0, %0
		0 addi.w $r4, $r5, %0
		0 andi $r4, $r0, %0
		END
		;;
	esac
}
on_cpus x86_64 aarch64 ppc64le s390x loongarch64/clang-19
