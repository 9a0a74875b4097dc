#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each CPU: a number is the line of a might_sleep check only where nothing else is called or jumped to in between.
. "$(dirname "$0")/lib.sh"

# compare_with STATUS INSTRUCTION: between the number and the call
compare_with() {
	original <<-END
		int show(int x)
		{
			asm volatile("$load; $2; 1: $call" :: "i" (__LINE__));
			return x * 3;
		}
	END
	patched_by '/^int show/i /* a comment */\n'
	rm -f out.o
	diff_objects
	[[ $status -eq $1 ]] || fail "$2: status $status, expected $1"
}

try() {
	local load call between other=nop
	neighbour sched.c <<<'void __might_sleep(const char *file, int line) {}'
	case $cpu in
	x86_64)		load='movl %0, %%esi' call='call __might_sleep' ;;
	aarch64)	load='mov w1, %0' call='bl __might_sleep' ;;
	ppc64le)	load='li 4, %0' call='bl __might_sleep; nop' ;;
	s390x)		load='lghi %%r3, %0' call='brasl %%r14, __might_sleep@PLT' other='lr %%r8, %%r9' ;;
	loongarch64)	load="ori \$r5, \$r0, %0" call='bl __might_sleep' ;;
	esac
	compare_with 3 "$other"
	while read -r between; do
		compare_with 0 "$between"
	done < <(branches "$cpu")
}

branches() {
	case $1 in
	x86_64) cat <<-'END'
		jmp 1f
		je 1f
		jmp *%%rax
		jmp *0x1234(%%rax)
		call *%%rax
		call __fentry__
		END
		;;
	aarch64) cat <<-'END'
		b 1f
		b.eq 1f
		cbz x9, 1f
		tbz x9, #1, 1f
		br x9
		blr x9
		ret
		END
		;;
	ppc64le) cat <<-'END'
		b 1f
		beq 1f
		bctrl
		bctr
		blrl
		blr
		END
		;;
	s390x) cat <<-'END'
		jg 1f
		brcth %%r8, 1f
		j 1f
		brct %%r8, 1f
		cij %%r8, 3, 2, 1f
		balr %%r14, %%r8
		bctr %%r9, %%r8
		br %%r8
		basr %%r14, %%r8
		bal %%r14, 0(%%r8)
		bct %%r9, 0(%%r8)
		b 0(%%r8)
		bas %%r14, 0(%%r8)
		END
		;;
	loongarch64) cat <<-'END'
		b 1f
		beqz $r12, 1f
		bnez $r12, 1f
		beq $r12, $r13, 1f
		bgeu $r12, $r13, 1f
		jirl $r0, $r12, 0
		END
		;;
	esac
}
on_cpus x86_64 aarch64 ppc64le s390x loongarch64/clang-19
