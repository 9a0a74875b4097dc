#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of the table of pointers to tracepoints, a new tracepoint's is taken along, others stay behind.
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

# A tracepoint of the patch's own is reached through the table.
rm out.o
sed -e 's/41/42/' orig/proc.c >patched/proc.c
cat >>patched/proc.c <<'END'
extern int own;
int *show_own(void) { return &own; }
asm(".pushsection .data.own,\"aw\"\nown: .quad 0\n.type own,@object\n.size own,8\n.popsection\n"
    ".pushsection __tracepoints_ptrs,\"a\"\n.long own - .\n.popsection");
END
diff_objects
expect_report <<'END'
proc.o: changed function: show
proc.o: new function: show_own
END
expect_entries __tracepoints_ptrs 4 1
