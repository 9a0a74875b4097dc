#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An object linked of two files of one name: whose block holds which is not known, and that is no refusal.
. "$(dirname "$0")/lib.sh"

neighbour core.c <<'END'
static __attribute__((noinline)) int aide(int x) { asm volatile(""); return x * 9; }
int other(int x) { return aide(x) + 2; }
END
original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
build_objects
for dir in orig patched; do
	# What the linker calls a file is what the compiler was given.
	mkdir "$dir/two"
	cp "$dir/proc.c" "$dir/two/core.c"
	compile "$dir/two" core.c "${diff_cflags[@]}"
	compile neighbours core.c "${diff_cflags[@]}"
	ld -r -o "$dir/proc.o" neighbours/core.o "$dir/two/core.o"
done
ld -z noexecstack --unresolved-symbols=ignore-all -e 0 -Ttext="$text_address" -o vmlinux entry.o orig/proc.o
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch out.o

expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
__fentry__
END
