#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A WARN in the patch names its file, in each form of __bug_table that kernels had.
. "$(dirname "$0")/lib.sh"
unset BUG_STRUCT_SIZE

# forms CPU: "KERNELS | FIELD | COUNTED FROM | ASSEMBLY" of each, the file's field as a kernel reads it
forms() {
	local entry_x86='.word %c0\n.word 0\n.org 2b+12\n'
	local name='.pushsection .rodata.str,\"aMS\",@progbits,1\n3: .asciz \"" __FILE__ "\"\n.popsection\n'
	case $1 in
	x86_64) cat <<-END
		4.19 | 4 | 0 | 1: ud2\n.pushsection __bug_table,\"aw\"\n2: .long 1b - 2b\n.long %c1 - 2b\n$entry_x86
		5.19 | 4 | 4 | 1: ud2\n.pushsection __bug_table,\"aw\"\n2: .long 1b - .\n.long %c1 - .\n$entry_x86
		END
		;;
	s390x) cat <<-END
		4.19 | 4 | 0 | 0: j 0b+2\n1:\n$name.pushsection __bug_table,\"awM\",@progbits,12\n2: .long 1b-2b,3b-2b\n.short %c0,0\n.org 2b+12\n
		5.10 | 4 | 0 | 1: mc 0,0\n$name.pushsection __bug_table,\"aw\"\n2: .long 1b-2b\n.long 3b-2b\n.short %c0,0\n.org 2b+12\n
		5.19 | 4 | 4 | 1: mc 0,0\n$name.pushsection __bug_table,\"aw\"\n2: .long 1b-.\n.long 3b-.\n.short %c0,0\n.org 2b+12\n
		END
		;;
	aarch64) cat <<-END
		4.19 | 4 | 0 | .pushsection __bug_table,\"aw\"\n.align 2\n2: .long 1f - 2b\n$name.long 3b - 2b\n.short %c0\n.short 0\n.popsection\n1: brk 0x800\n.pushsection __bug_table,\"aw\"\n
		5.19 | 4 | 4 | .pushsection __bug_table,\"aw\"\n.align 2\n2: .long 1f - .\n$name.long 3b - .\n.short %c0\n.short 0\n.popsection\n1: brk 0x800\n.pushsection __bug_table,\"aw\"\n
		END
		;;
	ppc64le) cat <<-END
		4.19 | 8 | absolute | 1: twi 31,0,0\n.pushsection __bug_table,\"aw\"\n2: .8byte 1b,%c1\n.short %c0,0\n.org 2b+24\n
		5.17 | 4 | 0 | 1: twi 31,0,0\n.pushsection __bug_table,\"aw\"\n2: .4byte 1b - 2b\n.4byte %c1 - 2b\n.short %c0,0\n.org 2b+12\n
		5.19 | 4 | 4 | 1: twi 31,0,0\n.pushsection __bug_table,\"aw\"\n2: .4byte 1b - .\n.4byte %c1 - .\n.short %c0,0\n.org 2b+12\n
		END
		;;
	loongarch64) cat <<-END
		5.19 | 4 | 4 | .pushsection __bug_table,\"aw\"\n.align 2\n2: .long 1f - .\n$name.long 3b - .\n.short %c0\n.short 0\n.popsection\n1: break 1\n.pushsection __bug_table,\"aw\"\n
		END
		;;
	esac
}

# file_name FIELD FROM: what the kernel takes for the file of the only entry
file_name() {
	local section addend at
	read -r _ section addend < <(relocations __bug_table | grep "^$1 ")
	at=$((0x${addend#?}))
	[[ ${addend:0:1} == + ]] || at=-$at
	[[ $2 == absolute ]] || at=$((at - $1 + $2))
	[[ $at -ge 0 ]] || fail "the file's name would lie $((-at)) bytes before $section"
	"${cross}objcopy" -O binary --only-section="$section" --set-section-flags "$section=alloc,contents" out.o bytes
	tail -c "+$((at + 1))" bytes | tr '\0' '\n' | head -n 1
}

try() {
	local kernels field from assembly operands number=0
	while IFS='|' read -r kernels field from assembly; do
		number=$((number + 1)) operands='"i" (__LINE__)'
		[[ $assembly != *%c1* ]] || operands+=', "i" (__FILE__)'
		(
			enter "$number"
			original <<-END
			#define WARN() asm volatile("$assembly.popsection" :: $operands)
			int text(const char *s);
			int before(void) { return text("irq"); }
			int show(int x) { if (x > 5) WARN(); return x * 3; }
			int other(int x) { WARN(); return text("some other text") + x; }
			END
			patched_by 's/x \* 3/x * 5/'
			diff_objects
			expect_status 0
			file_name "$field" "$from" >actual
			compare "file of the WARN in $kernels" <<<'proc.c'

			rm out.o
			patched_by '/^int show/i /* a comment */'
			diff_objects
			expect_status 3
		) &
		wait $!
	done < <(forms "$cpu" | tr -s ' ' ' ' | sed 's/ | /|/g')
}
on_cpus x86_64 x86_64/clang s390x s390x/clang aarch64 aarch64/clang ppc64le
