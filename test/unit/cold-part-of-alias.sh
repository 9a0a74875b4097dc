#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function that goes by another name than its .cold part is replaced with that part, not without it:
# the part that stays behind would jump back into the old function.
. "$(dirname "$0")/lib.sh"

original <<'END'
void bad(int) __attribute__((cold));
int use(int);
static int do_show(int x) { if (use(x)) { bad(x); use(3); bad(2); } return use(x + 41); }
int show(int x) __attribute__((alias("do_show")));
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_functions <<'END'
do_show
do_show.cold
show
END
expect_func_table <<'END'
do_show.cold vmlinux 0 2
show vmlinux 0 0
END
