#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Types may change where memory does not: names, types of the same size, what is new, what
# only a function knows.
. "$(dirname "$0")/lib.sh"
extra_cflags=(-g)

original <<'END'
struct unique { int a, __UNIQUE_ID_hide123, __UNIQUE_ID_hide124, b; } unique;
struct item { int old; unsigned int flags; int x; char pad[4]; char *text; };
struct item item;
int show(int i) {
	struct local { int a; } l = { i };
	return item.old + l.a + item.flags + unique.b + 41;
}
END

kept() {
	patched_by "s/41/42/; $1"
	rm -f out.o
	diff_objects
	expect_report <<-'END'
	proc.o: changed function: show
	END
	[[ ! -s stderr ]] || fail "$1: $(cat stderr)"
}

kept ''
kept 's/\bold\b/fresh/g'
kept 's/unsigned int flags/int flags/; s/char \*text/void *text/'
kept 's/char \*text;/& char end[];/'
kept 's/struct local { int a;/struct local { int b, a;/'
kept 's/^int show/struct fresh { int a; } fresh; &/'
kept 's/ char pad.4.;//'
# the numbers of the kernel's __UNIQUE_ID()
kept 's/hide124/hide125/; s/hide123/hide124/'
# another view of the same members
kept 's/int old; unsigned int flags;/union { struct { int old; unsigned int flags; }; struct { int old, flags; } both; };/'
kept 's/char \*text;/union { char *text; long word; };/'
