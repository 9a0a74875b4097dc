#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An alternative of what a module has is applied before that is known: refused, for the instruction and for what replaces it.
. "$(dirname "$0")/lib.sh"

# try FIRST SECOND: calls the first, where the CPU has a feature the second
try() {
	original <<-END
		extern int first(int), second(int);
		int show(int x) { asm volatile("1: call $1\n2:\n"
			".pushsection .altinstructions,\"a\"\n.long 1b - .\n.long 3f - .\n.word 9*32+20\n.byte 2b-1b\n.byte 4f-3f\n.popsection\n"
			".pushsection .altinstr_replacement,\"ax\"\n3: call $2\n4:\n.popsection"); return x * 3; }
	END
	patched_by 's/\* 3/* 4/'
	rm -f out.o
	diff_objects
}

printf '0x00000000\t%s\t%s\tEXPORT_SYMBOL\t\n' of_xfs xfs of_vmlinux vmlinux >>Module.symvers
try of_vmlinux of_vmlinux
expect_report <<'END'
proc.o: changed function: show
END

refusal='error: proc.o: show+N: this instruction has an alternative that refers to module xfs; alternatives are applied before references to a module can be resolved: call a function of the patch in its place'
try of_xfs of_vmlinux
sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<<"$refusal"
try of_vmlinux of_xfs
sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<<"$refusal"
