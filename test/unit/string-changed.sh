#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function whose string changed is changed.
. "$(dirname "$0")/lib.sh"

neighbour seq.c <<'END'
int seq_puts(const char *s) { return s[0]; }
END
original <<'END'
int seq_puts(const char *s);
int first(void) { return seq_puts("same\n") + 1; }
int second(void) { return seq_puts("second\n") + 1; }
END
patched_by 's/second\\n/Second\\n/'
diff_objects

expect_report <<'END'
proc.o: changed function: second
END
