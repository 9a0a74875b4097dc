#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# s390x: of the table of indirect branches, the changed function's entries are kept.
. "$(dirname "$0")/lib.sh"
arch s390x

original <<'END'
#define ENTRY asm volatile("1: nop\n.pushsection .s390_indirect_branches,\"a\"\n2: .long 1b - 2b\n.popsection")
int other(int x) { ENTRY; ENTRY; return x * 5; }
int show(int x) { ENTRY; return x * 3; }
END
patched_by 's/\* 3/* 7/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_entries .s390_indirect_branches 4 1
relocations .s390_indirect_branches | awk '{ print $2 }' >actual
compare "what the entry leads to" <<'END'
.text.show
END
