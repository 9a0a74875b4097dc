#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What is ignored need not be possible.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
__attribute__((no_instrument_function)) int bare(int x) { return x + 51; }
END
patched_by 's/41/42/; s/51/52/'
echo 'static void *ignore __attribute__((section(".kpatch.ignore.functions"), used)) = bare;' >>patched/proc.c
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
