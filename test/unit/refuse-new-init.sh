#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# New init code would never run.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
END
patched_by ''
echo '__attribute__((section(".init.text"))) int setup(int x) { return x + 41; }' >>patched/proc.c
diff_objects

expect_refusal <<'END'
error: proc.o: setup: new function in section .init.text; this code has run already, or runs too late: move the change to code that runs after the patch is loaded
END
