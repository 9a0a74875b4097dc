#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Under IBT, a pointer to a function whose ENDBR the kernel takes away is refused; a call of it is not.
. "$(dirname "$0")/lib.sh"

try() {
	extra_cflags=(-fcf-protection=branch)
	neighbour other.c <<-'END'
		#define SEAL(f) asm(".pushsection .ibt_endbr_seal,\"a\"\n.long " #f " - .\n.popsection");
		int sealed(int x) { return x + 1; }
		int kept(int x) { return x + 2; }
		int exported(int x) { return x + 3; }
		int elsewhere;
		SEAL(sealed)
	END
	printf '0x00000000\texported\tvmlinux\tEXPORT_SYMBOL\t\n' >>Module.symvers
	original <<-'END'
		int sealed(int x);
		int kept(int x);
		int exported(int x);
		extern int elsewhere;
		int counter;
		int (*hook)(int x);
		int *watched;
		int show(int x) { return x * 3; }
	END

	patched_by 's/return x \* 3/hook = sealed; &/'
	diff_objects
	sed -i 's/show+0x[0-9a-f]*/show+X/' stderr
	expect_refusal <<-'END'
		error: proc.o: show+X: points to 'sealed', but the kernel takes its ENDBR away; a call through that would stop a kernel that tracks indirect branches (CONFIG_X86_KERNEL_IBT): point to a new function that calls it
	END

	# What objtool leaves of a call that it made a nop of leads nowhere.
	patched_by 's/return x \* 3/asm volatile(".reloc ., R_X86_64_NONE, sealed\\n\\tnop"); &/'
	diff_objects
	expect_report <<<'proc.o: changed function: show'

	patched_by 's/return x \* 3/hook = kept; return sealed(x)/'
	diff_objects
	expect_report <<<'proc.o: changed function: show'

	# From readelf's text only what is exported is known to be kept.
	readelf -sW vmlinux >symtab
	run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o
	sed -i 's/show+0x[0-9a-f]*/show+X/; s/; a call .*//' stderr
	expect_refusal <<-'END'
		error: proc.o: show+X: points to 'kept', but the text of readelf does not say if the kernel takes its ENDBR away (give the ELF file itself)
	END
	patched_by 's/return x \* 3/hook = exported; watched = x ? \&counter : \&elsewhere; return kept(x)/'
	compile patched proc.c "${diff_cflags[@]}"
	run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o
	expect_report <<<'proc.o: changed function: show'

	# Nobody tracks anything.
	extra_cflags=()
	patched_by 's/return x \* 3/hook = sealed; &/'
	diff_objects
	expect_report <<<'proc.o: changed function: show'
}
on_cpus x86_64 x86_64/clang
