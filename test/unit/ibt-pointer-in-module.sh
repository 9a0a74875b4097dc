#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Under IBT, what of a module's functions has lost its ENDBR is told by the relocations of its list.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-fcf-protection=branch)
mkdir rest
cat >rest/rest.c <<'END'
int kept(int x) { return x + 1; }
int sealed(int x) { return x + 2; }
asm(".pushsection .ibt_endbr_seal,\"a\"\n.long sealed - .\n.popsection");
END
original <<'END'
int sealed(int x);
int kept(int x);
int (*hook)(int x);
int show(int x) { return x * 3; }
END
compile rest rest.c

# compare_with NAME: the patch makes a pointer to that function
compare_with() {
	patched_by "s/return x/hook = $1; &/"
	build_objects
	ld -r -z noexecstack -o mod.ko shipped/proc.o rest/rest.o
	run_cdo orig/proc.o patched/proc.o mod mod.ko "$symvers" test_patch out.o
}

compare_with sealed
sed -i 's/show+0x[0-9a-f]*/show+X/; s/; a call .*//' stderr
expect_refusal <<<"error: proc.o: show+X: points to 'sealed', but the kernel takes its ENDBR away"

compare_with kept
expect_report <<<'proc.o: changed function: show'
