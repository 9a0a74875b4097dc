#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A table of pointers to tracepoints whose entries concern nobody stays behind.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
asm(".pushsection .data\ntp: .quad 0\n.type tp,@object\n.size tp,8\n.popsection\n"
    ".pushsection __tracepoints_ptrs,\"a\"\n.long tp - .\n.popsection");
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
[[ $(section_size __tracepoints_ptrs) -eq 0 ]] || fail "it took the tracepoints along"
