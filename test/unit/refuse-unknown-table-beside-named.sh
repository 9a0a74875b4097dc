#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A row without a name is no padding of the row beside it that has one.
. "$(dirname "$0")/lib.sh"

original <<'END'
int use(int);
int show(int x) { asm volatile("661: nop; .pushsection my_table,\"a\"; .quad 661b; .popsection"); return use(x) + 41; }
int other(int x) { return use(x) + 3; }
int (*const entry)(int) __attribute__((section("my_table"), used)) = other;
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: my_table+0x0: unknown table section refers to show, which the patch replaces; what an entry means here is not known: leave that function alone, or teach tables.c this section and its entry size
END

patched_by 's/^int other.*/int other(int x) { return use(x) + 4; }/'
diff_objects
expect_report <<'END'
proc.o: changed function: other
END
