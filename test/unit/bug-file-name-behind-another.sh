#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A string of three characters before the file's name does not hide how the entry's fields count.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define WARN(ref) asm volatile("1: ud2\n" \
	".pushsection .rodata.str,\"aMS\",@progbits,1\n2: .string \"abc\"\n3: .string \"mm/proc.c\"\n.popsection\n" \
	".pushsection __bug_table,\"aw\"\n4: .long 1b - " ref "\n.long 3b - " ref "\n" \
	".short %c0, 1\n.popsection" :: "i" (__LINE__))
int show(int x)
{
	WARN(".");
	return x * 3;
}
END
patched_by '/^int show/i /* a comment */\n'
diff_objects
expect_status 3

sed -i 's/WARN(".")/WARN("4b")/' orig/proc.c patched/proc.c
diff_objects
expect_status 3
