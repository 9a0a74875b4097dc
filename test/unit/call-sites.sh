#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A call site for call depth tracking travels with its function, and only with it.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define SITE asm volatile("1: nop\n.pushsection .call_sites,\"a\"\n.long 1b - .\n.popsection")
int show(int x) { SITE; return x * 3; }
int other(int x) { SITE; return x * 5; }
END
patched_by 's/\* 3/* 4/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_entries .call_sites 4 1
