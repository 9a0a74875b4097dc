#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A constant under another name is the same while it holds the same; a variable is never.
. "$(dirname "$0")/lib.sh"

as_constant='static const int first[2] = { 3, 4 };
int show(int i) { return first[i]; }
void set(int i) { }'
as_variable='static int second[2] = { 3, 4 };
int show(int i) { return second[i]; }
void set(int i) { second[i]++; }'

original <<<"$as_constant"
patched_by 's/first/second/'
diff_objects
expect_status 3

patched <<<"$as_variable"
diff_objects
expect_report <<'END'
proc.o: changed function: set
proc.o: changed function: show
END
expect_objects <<'END'
second
END

original <<<"$as_variable"
patched <<<"$as_constant"
diff_objects
expect_report <<'END'
proc.o: changed function: set
proc.o: changed function: show
END
