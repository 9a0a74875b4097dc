#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# s390x: the address of a string is loaded from the offset table, by a symbol of its own.
. "$(dirname "$0")/lib.sh"
arch s390x

original <<'END'
void say(const char *text);
int show(int x) { say("one"); say("three"); say("one"); return x * 3; }
END
patched_by 's/\* 3/* 5/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
readelf -rW out.o | awk '$3 == "R_390_GOTENT" { print $6, $7 }' >actual
compare "addends, which only the entry's place may have" <<'END'
+ 2
+ 2
END
