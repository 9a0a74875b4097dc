#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each CPU: an instruction that reaches a neighbour in its section without a relocation gets one, or is refused.
. "$(dirname "$0")/lib.sh"

try() {
	local reach insn
	while IFS=: read -r reach insn; do
		original <<-END
			#define __sched __attribute__((section(".sched.text"), noinline))
			static __sched int helper(int x) { asm volatile(""); return x * 7; }
			__sched int show(int x) { asm volatile("$insn"); return x + 1; }
			__sched int other(int x) { return helper(x); }
		END
		patched_by 's/+ 1/+ 2/'
		rm -f out.o
		diff_objects
		if [[ $status -eq 0 ]]; then
			relocations .sched.text | awk '/helper/ { print $2 }' >actual
		else
			sed 's/^.*: a/a/; s/;.*//' stderr >actual
		fi
		case $reach in
		far)	compare "$insn" <<<.klp.sym.vmlinux.helper,0 ;;
		toc)	compare "$insn" <<<"a jump out of the module loses the caller's TOC pointer" ;;
		near)	compare "$insn" <<<'a short jump leads from it to another function of .sched.text' ;;
		data)	compare "$insn" <<<'an instruction reaches 4 GiB from the module' ;;
		esac
	done < <(instructions "$cpu")
}

instructions() {
	case $1 in
	aarch64)
		printf 'far:%s helper\n' b bl
		printf 'near:%s helper\n' b.eq 'cbz x0,' 'tbz x0, #1,' 'adr x0,'
		;;
	ppc64le)
		echo 'far:bl helper; nop'
		echo 'toc:b helper'
		echo 'near:beq helper'
		;;
	loongarch64)
		printf 'far:%s helper\n' b bl
		# shellcheck disable=SC2016
		printf 'near:%s, helper\n' 'beqz $r12' 'bnez $r12' 'beq $r12, $r13' 'bne $r12, $r13' 'blt $r12, $r13' 'bgeu $r12, $r13'
		;;
	s390x)
		printf 'far:%s helper\n' jg 'brasl %r14,' 'brcth %r1,' 'larl %r1,'
		printf 'data:%s helper\n' 'lgrl %r1,' 'exrl %r1,'
		printf 'near:%s helper\n' jl 'bras %r1,' 'brct %r1,' 'brctg %r1,' 'brxh %r2,%r4,' 'brxle %r2,%r4,' \
			'brxhg %r2,%r4,' 'brxlg %r2,%r4,' 'cgrj %r1,%r2,2,' 'clgrj %r1,%r2,2,' 'crj %r1,%r2,2,' \
			'clrj %r1,%r2,2,' 'cgij %r1,3,2,' 'clgij %r1,3,2,' 'cij %r1,3,2,' 'clij %r1,3,2,'
		;;
	esac
}
on_cpus aarch64 ppc64le loongarch64/clang-19 s390x
