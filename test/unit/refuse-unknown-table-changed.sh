#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An unknown table that changed is refused, whomever it is about.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
int other(int x)
{
	asm volatile("1: nop\n.pushsection __strange_table,\"a\"\n.long 1b - .\n.long 8\n.popsection");
	return x + 5;
}
END
patched_by 's/41/42/; s/long 8/long 9/'
diff_objects

expect_refusal <<'END'
error: proc.o: __strange_table: unknown table section changed; what an entry means is not known
END
