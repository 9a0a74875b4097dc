#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The end of an array and the start of a new variable behind it look alike: a loop over the array must
# not stop at the patch's variable.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define __read_mostly __attribute__((section(".data..read_mostly")))
static int table[40] __read_mostly = { 1, 2, 3 };
int use(int *);
int show(void) { int n = 41; for (int *p = table; p < table + 40; p++) n += use(p); return n; }
int other(void) { return table[2]++; }
END
patched_by -e 's/^static int table/static int added __read_mostly = 5;\n&/' -e 's/n = 41/n = added++/'
diff_objects
expect_refusal <<'END'
error: proc.o: show: refers to the end of table or to the start of added, which lie side by side in section .data..read_mostly and part in the patch; put the new variable into another section
END

# Who uses the new one alone means that.
patched_by -e 's/^static int table/static int added __read_mostly = 5;\n&/' -e 's/table\[2\]++/added++/'
sed -i '/^int show/s/.*/int show(void) { return use(table); }/' orig/proc.c patched/proc.c
rm -f out.o
diff_objects
expect_objects <<'END'
added
END

# Nor does a place in the new one look like an end, nor would a loop stop at the end of a single number.
original <<'END'
#define __read_mostly __attribute__((section(".data..read_mostly")))
static int table[40] __read_mostly = { 1, 2, 3 };
int use(int *);
int show(void) { return use(table) + 41; }
END
patched_by -e 's/^static int table/static int added[3] __read_mostly = { 5, 6, 7 };\n&/' -e 's/41/added[1]++/'
rm -f out.o
diff_objects
expect_objects <<'END'
added
END
original <<'END'
#define __read_mostly __attribute__((section(".data..read_mostly")))
static long number __read_mostly = 1;
int use(long *);
int show(void) { return use(&number) + 41; }
END
patched_by -e 's/^static long number/static int added __read_mostly = 5;\n&/' -e 's/41/added++/'
rm -f out.o
diff_objects
expect_objects <<'END'
added
END
