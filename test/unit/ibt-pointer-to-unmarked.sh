#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Under IBT, a static function that was only called has no ENDBR: a pointer to it is refused, one to a new function is not.
. "$(dirname "$0")/lib.sh"

try() {
	extra_cflags=(-fcf-protection=branch)
	original <<-'END'
		int (*hook)(int x);
		static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x + 1; }
		static __attribute__((noinline)) int op(int x) { asm volatile(""); return x + 2; }
		void start(void) { hook = op; }
		int show(int x) { return helper(x) * 3; }
	END
	patched_by 's/return helper/hook = helper; &/'
	diff_objects
	sed -i 's/show+0x[0-9a-f]*/show+X/; s/; a call .*//' stderr
	expect_refusal <<<"error: proc.o: show+X: points to 'helper', but it begins without an ENDBR"

	patched_by 's/return helper/hook = op; &/'
	diff_objects
	expect_report <<<'proc.o: changed function: show'

	patched_by -e 's/return helper/hook = by_pointer; &/' \
		-e '/^int show/i static int by_pointer(int x) { return helper(x); }'
	diff_objects
	expect_report <<-'END'
		proc.o: changed function: show
		proc.o: new function: by_pointer
	END
}
on_cpus x86_64 x86_64/clang
