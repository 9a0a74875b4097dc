#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static local that init code had is gone: the one of that name that stays is another.
. "$(dirname "$0")/lib.sh"

original <<'END'
extern void tell(int *);
int show(int x) { static int count __attribute__((section(".init.data"))) = 1; tell(&count); return x; }
END
patched_by 's/ __attribute__((section(".init.data")))//'
diff_objects

expect_refusal <<'END'
error: proc.o: count.0: several static variables of the original could be this one; give it a name of its own
END
