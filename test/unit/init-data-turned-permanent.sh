#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What was init's is gone from the running kernel: without "__init" it is new.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define INIT(kind) __attribute__((section(".init." kind)))
extern int use(void *);
int setup INIT("data") = 4;
__attribute__((noinline)) int INIT("text") prepare(int x) { asm volatile(""); return x * 7; }
int show(int x) { return use((void *)1) + x; }
END
patched_by -e 's/ INIT("data")//' -e 's/INIT("text") prepare/prepare/' -e 's/use((void \*)1)/use(\&setup) + prepare(2)/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
proc.o: new function: prepare
END
expect_functions <<'END'
prepare
show
END
expect_objects <<'END'
setup
END

# Nor is it a loss that a static one had another value.
original <<'END'
#define INIT(kind) __attribute__((section(".init." kind)))
static int setup INIT("data") __attribute__((used)) = 4;
int show(int x) { return x; }
END
patched_by -e 's/ INIT("data")//' -e 's/return x/return setup += x/'
rm out.o
diff_objects
expect_objects <<'END'
setup
END
