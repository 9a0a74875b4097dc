#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static variable that moves into a function, out of it, or to another one, would lose its value.
. "$(dirname "$0")/lib.sh"

outside() {
	cat <<-'EOF'
	static int hits = 3;
	int show(int x) { return hits++ + x; }
	EOF
}
inside() {
	cat <<-'EOF'
	int show(int x) { static int hits = 3; return hits++ + x; }
	EOF
}

# refused NAME
refused() {
	diff_objects
	expect_refusal <<-EOF
	error: proc.o: $1: the original has a variable of this name elsewhere, whose value would be lost; leave it where it was, or give this one a name of its own
	EOF
}

try() {
	outside | original
	inside | patched
	refused "$1"
	inside | original
	outside | patched
	refused hits
	outside | sed 's/static //' | original
	inside | patched
	refused "$1"
}
try hits.0
(
	enter moved
	original <<-'EOF'
	int show(int x) { static int hits = 3; return hits++ + x; }
	int other(int x) { return x + 41; }
	EOF
	patched <<-'EOF'
	int show(int x) { return x; }
	int other(int x) { static int hits = 3; return hits++ + x + 41; }
	EOF
	refused hits.0
)
arch x86_64 clang
try show.hits
