#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# arm64: every kind of branch to a changed function goes to the new one; its address is the old one's.
. "$(dirname "$0")/lib.sh"
arch aarch64

try() {
	original <<-END
		__attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
		int show(int x) { asm volatile("$1"); return x + 1; }
	END
	patched_by 's/\* 7/* 9/; s/+ 1/+ 2/'
	rm -f out.o
	diff_objects
	relocations .text.show | sed -nE '/klp.*helper/s/.*/original/p; s/.*helper.*/helper/p' >actual
}

for branch in 'bl helper' 'b helper' 'b.eq helper' 'cbz x0, helper' 'tbz x0, #1, helper'; do
	try "$branch"
	compare "$branch" <<<helper
done
try 'adrp x0, helper'
compare "address" <<<original
