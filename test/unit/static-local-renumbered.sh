#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each static local finds its own original, though the compiler numbers them anew.
. "$(dirname "$0")/lib.sh"

original <<'END'
int first(int x) { static int count; count += x; return count; }
int second(int x) { static int count; count -= x; return count; }
END
patched <<'END'
int first(int x) { static int count; count += x; return count; }
int second(int x) { static int fresh; static int count; fresh++; count -= x; return count + fresh; }
int third(int x) { static int count; count ^= x; return count; }
END
diff_objects

expect_report <<'END'
proc.o: changed function: second
proc.o: new function: third
END
# The counter that second() of the original uses.
own=$(readelf -rW orig/proc.o | awk '
	/^Relocation section/ { inside = ($3 == "'"'.rela.text.second'"'") }
	inside && $5 ~ /count/ { sub(/^\.bss\./, "", $5); print $5; exit }')
readelf -sW out.o | grep -qF ".klp.sym.vmlinux.$own,0" || fail "second() does not reach $own"
[[ $(defined OBJECT | sed 's/\..*//' | sort | tr '\n' ' ') == 'count fresh ' ]] ||
	fail "new static locals: $(defined OBJECT)"
