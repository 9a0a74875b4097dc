#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An inlined function with a "count" gives way to another with a "count" of its own: that one starts anew.
. "$(dirname "$0")/lib.sh"

extra_cflags=(-g)
original <<'C'
extern void tell(int);
static inline void first(void) { static int count; tell(++count); }
static inline void second(void) { static long limit; tell(limit += 2); }
void show(void) { first(); second(); }
C
patched <<'C'
extern void tell(int);
static inline void other(void) { static int count; tell(count += 5); }
static inline void second(void) { static long limit; tell(limit += 2); }
void show(void) { other(); second(); }
C
diff_objects
sed -i "s/count\.[0-9]*/count.N/" stderr

expect_refusal <<'END'
error: proc.o: count.N: several static variables of the original could be this one; give it a name of its own
END
