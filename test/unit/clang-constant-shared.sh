#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A nameless constant that clang shares between functions is one, though one of them reads it word by word.
. "$(dirname "$0")/lib.sh"

try() {
	original <<-'EOF'
	struct s { int a[9]; };
	int use(struct s *);
	int copy(int x) { struct s s = { { 1, 2, 3, 4, 5, 6, 7, 8, 9 } }; return use(&s) + x; }
	int show(int x) { const struct s s = { { 1, 2, 3, 4, 5, 6, 7, 8, 9 } }; return s.a[x] + 41; }
	EOF
	patched_by 's/41/42/'
	diff_objects
	expect_report <<-'EOF'
	proc.o: changed function: show
	EOF
	readelf -SW out.o | awk '/\.rodata\.\.L/ { print $(NF - 5) }' >actual
	compare "size of the constant in out.o" <<-'EOF'
	000024
	EOF

	patched_by 's/8, 9/8, 7/'
	diff_objects
	expect_report <<-'EOF'
	proc.o: changed function: copy
	proc.o: changed function: show
	EOF
}
on_cpus x86_64/clang aarch64/clang s390x/clang loongarch64/clang-19
