#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Two blocks of one function exchange places, and the sizes of their variables tell: not matched in order.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern void tell(int);
void show(int x)
{
	if (x) { static char count; tell(count += 1); }
	if (x > 2) { static int count; tell(count += 2); }
}
END
patched <<'END'
extern void tell(int);
void show(int x)
{
	if (x > 2) { static int count; tell(count += 2); }
	if (x) { static char count; tell(count += 1); }
}
END
diff_objects

expect_refusal <<'END'
error: proc.o: count.0: several static variables of the original could be this one; give it a name of its own
error: proc.o: count.1: several static variables of the original could be this one; give it a name of its own
END

# Nor where one is a constant, or has another section because it begins with 0.
sed -i -e 's/static char count; tell(count/static const int count[2] = { 3, 5 }; tell(count[x \& 1]/; s/ += 1//' \
	-e 's/static int count; tell(count/static int count[2] = { 4, 6 }; tell(count[x \& 1]/' orig/proc.c patched/proc.c
diff_objects
expect_refusal <<'END'
error: proc.o: count.1: several static variables of the original could be this one; give it a name of its own
END
sed -i 's/static const int count\[2\] = { 3, 5 }; tell(/static int count[2]; tell(++/' orig/proc.c patched/proc.c
diff_objects
expect_refusal <<'END'
error: proc.o: count.0: several static variables of the original could be this one; give it a name of its own
error: proc.o: count.1: several static variables of the original could be this one; give it a name of its own
END
