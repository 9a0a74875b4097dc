#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A global function or variable that another file of the running kernel has is not new: nobody else would use the copy.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'END'
int counter = 12;
int helper(int x) { return x * 7 + counter; }
int fallback(int x) { return x; }
END
original <<'END'
extern int counter;
int helper(int x), fallback(int x);
int show(int x) { return helper(x) + fallback(x) + counter; }
END
patched <<'END'
int counter = 12;
__attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 9 + counter; }
__attribute__((weak)) int fallback(int x) { return x + 3; }
int show(int x) { return helper(x) + fallback(x) + counter; }
END
diff_objects

expect_refusal <<'END'
error: proc.o: helper: new in this file, but another file of vmlinux has a global symbol of this name, which the rest of the kernel goes on using; make the change there, or give the new one a name of its own
error: proc.o: counter: new in this file, but another file of vmlinux has a global symbol of this name, which the rest of the kernel goes on using; make the change there, or give the new one a name of its own
error: proc.o: fallback: new in this file, but another file of vmlinux has a global symbol of this name, which the rest of the kernel goes on using; make the change there, or give the new one a name of its own
END
