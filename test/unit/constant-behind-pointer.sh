#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A constant that changed changes the constants that point to it and who uses those; a variable that
# points to it is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
struct range { int from, to; };
static const struct range inner = { 1, 2 };
static const struct { const struct range *range; int n; } outer = { &inner, 3 };
int use(const void *);
int show(void) { return use(&outer) + 41; }
END
patched_by 's/{ 1, 2 }/{ 1, 4 }/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_objects <<'END'
inner
outer
END
rm out.o

sed -i 's/^static const struct {/static struct {/' orig/proc.c
patched_by 's/{ 1, 2 }/{ 1, 4 }/'
diff_objects
expect_refusal <<'END'
error: proc.o: outer: initial value of this variable changed: a pointer in it leads elsewhere; memory of the running kernel keeps its old contents; set it from a pre-patch callback, or use a shadow variable
END
