#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that lost its "static" is the one of that name only where that name stands for one; and statics of two files are two.
. "$(dirname "$0")/lib.sh"

# both DIR: one object of proc.c and second.c
both() {
	compile "$1" proc.c "${diff_cflags[@]}"
	compile "$1" second.c "${diff_cflags[@]}"
	ld -r -o "$1/both.o" "$1/proc.o" "$1/second.o"
}
compare_both() {
	both orig
	both patched
	ld -z noexecstack --unresolved-symbols=ignore-all -e 0 -Ttext="$text_address" -o vmlinux entry.o orig/both.o
	run_cdo orig/both.o patched/both.o vmlinux vmlinux "$symvers" test_patch out.o
	sed 's/both\.o/proc.o/' -i stdout
}

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
cp orig/proc.c patched/proc.c
build_objects
sed 's/show/other/' orig/proc.c >orig/second.c

# Two were there, one is left, of another scope.
patched_by 's/^static //'
echo 'extern int helper(int); int other(int x) { return helper(x) + 1; }' >patched/second.c
compare_both
expect_report <<'END'
proc.o: changed function: other
proc.o: changed function: show
proc.o: new function: helper
END

# One was there, and two are.
echo 'extern int helper(int); int other(int x) { return helper(x) + 1; }' >orig/second.c
cp orig/proc.c static
sed -i 's/^static //' orig/proc.c
cp static patched/proc.c
sed 's/show/other/' static >patched/second.c
compare_both
expect_report <<'END'
proc.o: changed function: other
proc.o: changed function: show
proc.o: new function: helper
proc.o: new function: helper
END

# One file's went, another file's came.
cp static orig/proc.c
echo 'int other(int x) { return x; }' >orig/second.c
echo 'int show(int x) { return x; }' >patched/proc.c
sed 's/show/other/' static >patched/second.c
compare_both
expect_report <<'END'
proc.o: changed function: other
proc.o: changed function: show
proc.o: new function: helper
END
