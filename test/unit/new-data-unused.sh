#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new static variable that nobody refers to stays behind, in whichever of the compiler's sections.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
for section in .data .data.fresh .bss.fresh .rodata.fresh .sdata.fresh .sbss.fresh; do
	echo "static int fresh_${section//./_} __attribute__((used, section(\"$section\")));"
done >>patched/proc.c
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_objects </dev/null
