#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# __func__ of a function gets another number when one is added before; that is no change.
. "$(dirname "$0")/lib.sh"

neighbour seq.c <<'END'
int seq_puts(const char *s) { return s[0]; }
END
original <<'END'
int seq_puts(const char *s);
int first(int x) { return x + 1; }
int second(int x) { return seq_puts(__func__) + 1; }
END
patched_by 's/return x + 1/return seq_puts(__func__) + x/'
diff_objects

expect_report <<'END'
proc.o: changed function: first
END
