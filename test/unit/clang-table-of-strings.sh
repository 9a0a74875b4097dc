#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Position-independent: clang's table of distances to strings counts from its start, so that each leads to
# its own string and not to one behind it.
. "$(dirname "$0")/lib.sh"

try() {
	original <<-'EOF'
	static const char *const names[] = { "r", "g", "b", "red", "green" };
	const char *show(int x) { return names[x]; }
	EOF
	patched_by 's/"g"/"h"/'
	diff_objects
	expect_report <<-'EOF'
	proc.o: changed function: show
	EOF
	# All five: on s390x each character is aligned to 2 bytes.
	"${cross}objcopy" -O binary -j '.rodata.str*' --set-section-flags '.rodata.str*=alloc,contents' out.o words
	tr '\0' '\n' <words | sed '/^$/d' >actual
	compare "strings in out.o" <<-'EOF'
	r
	h
	b
	red
	green
	EOF
}
on_cpus s390x/clang
