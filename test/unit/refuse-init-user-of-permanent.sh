#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function loses "__init" while init code still calls it: told as that, not as a change of the caller.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define INIT __attribute__((section(".init.text")))
__attribute__((noinline)) int INIT prepare(int x) { asm volatile(""); return x * 7; }
int INIT setup(int x) { return prepare(x) + 41; }
int show(int x) { return x + 1; }
END
patched_by -e 's/INIT prepare/prepare/' -e 's/return x + 1/return prepare(x)/'
diff_objects

expect_refusal <<'END'
error: proc.o: setup: function in section .init.text refers to prepare, which is no longer discarded after init; leave prepare there and give the code that runs later a copy under another name
END
