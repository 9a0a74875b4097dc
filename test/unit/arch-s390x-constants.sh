#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# s390x's constants with pointers in them lie in .data.rel.ro, which is writable until it is relocated.
. "$(dirname "$0")/lib.sh"

try() {
	original <<-'EOF'
	static const char *const names[] = { "red", "green", "blue" };
	const char *show(int x) { return names[x]; }
	EOF
	patched_by 's/"green"/"greener"/'
	diff_objects
	expect_report <<-'EOF'
	proc.o: changed function: show
	EOF
}
on_cpus s390x
