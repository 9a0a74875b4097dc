#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# arm64 keeps what an alternative puts in place behind the function: what else the function
# refers to in a module is no hindrance, the alternative's own reference is.
. "$(dirname "$0")/lib.sh"
arch aarch64

# try CALL: the alternative is a call of that
try() {
	original <<-END
		extern int of_module(int), of_vmlinux(int);
		int show(int x) { asm volatile("1: nop\n2:\n"
			".pushsection .altinstructions,\"a\"\n.word 1b - .\n.word 3f - .\n.hword 37\n.byte 2b-1b\n.byte 4f-3f\n.popsection\n"
			".subsection 1\n3: bl $1\n4:\n.previous"); return of_module(x) * 3; }
	END
	patched_by 's/\* 3/* 4/'
	rm -f out.o
	diff_objects
}

printf '0x00000000\t%s\t%s\tEXPORT_SYMBOL\t\n' of_module xfs of_vmlinux vmlinux >>Module.symvers
try of_vmlinux
expect_report <<'END'
proc.o: changed function: show
END
try of_module
sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: this instruction has an alternative that refers to module xfs; alternatives are applied before references to a module can be resolved: call a function of the patch in its place
END
