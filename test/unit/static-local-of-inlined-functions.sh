#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The "count" of each of two inlined functions stays its own when their calls change places.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
original <<'C'
extern void tell(int);
static inline void first(void) { static int count; tell(++count); }
static inline void second(void) { static int count; tell(count += 2); }
void show(void) { first(); second(); }
C
patched_by 's/first(); second();/second(); first();/'
diff_objects
expect_status 0

counts() { readelf -rW "$1" | awk '/^Reloc/ { inside = /text.show/ } inside' | grep -o 'count\.[0-9]*' | uniq; }
counts orig/proc.o | tac >golden.counts
counts out.o >actual
compare "variables in the order of their use" <golden.counts
