#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Of a bug table entry only the line may differ: other flags are a change.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define WARN(c, flags) do { if (c) asm volatile( \
	"1: ud2\n.pushsection __bug_table,\"aw\"\n" \
	"2: .long 1b - .\n.long %c0 - .\n.word %c1\n.word %c2\n.popsection" \
	:: "i" (__FILE__), "i" (__LINE__), "i" (flags)); } while (0)
int show(int x)
{
	WARN(x == 3, 1);
	return x * 3;
}
END
patched_by 's/== 3, 1/== 3, 9/'
diff_objects

sed 's/^[^ ]*proc\.o: //' stdout >actual
compare "report" <<'END'
changed function: show (its entries in __bug_table differ)
END
