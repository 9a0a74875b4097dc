#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# loongarch: of the table of absolute addresses, the changed function's entries are kept.
. "$(dirname "$0")/lib.sh"
arch loongarch64 clang-19

original <<'END'
#define ENTRY asm volatile("1: nop\n.pushsection .la_abs,\"aw\"\n.dword 1b\n.dword limit\n.popsection")
int limit = 3;
int other(int x) { ENTRY; ENTRY; return x * 5; }
int show(int x) { ENTRY; return x * 3; }
END
patched_by 's/\* 3/* 7/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_entries .la_abs 16 1
