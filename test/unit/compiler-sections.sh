#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What speaks to the build, or is gone once the kernel runs, is no change; what nobody knows is.
. "$(dirname "$0")/lib.sh"

# differ_in SECTION STATUS
differ_in() {
	original <<-END
		asm(".pushsection $1,\"aw\"\n.quad 1\n.popsection");
		int show(int x) { return x * 3; }
	END
	patched_by 's/quad 1/quad 2/'
	diff_objects
	[[ $status -eq $2 ]] || fail "a change in $1: status $status, expected $2"
}

for section in .discard.text .comment .note.Linux .modinfo .initcall4.init .con_initcall.init .llvm.call-graph-profile \
	.eh_frame_hdr .gnu.version .export_symbol __kcrctab _kprobe_blacklist .init_array.0 .fini_array.0 .ctors.0 .dtors.0 \
	.data..LASANLOC1 .text.startup._sub_I_00099_0 .text.exit._sub_D_00099_0 .text.asan.module_ctor \
	.text.tsan.module_ctor; do
	differ_in "$section" 3
done
differ_in .discord 1
expect_refusal <<'END'
error: proc.o: section .discord is new or changed, and nothing names or refers to what is in it; what it means to the running kernel is not known: leave it as it was
END
differ_in .data.LASANLOC1 1
