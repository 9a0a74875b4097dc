#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A variable that nobody uses any more is no reason to refuse.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int hits;
int show(int x) { hits += x; return hits; }
END
patched <<'END'
int show(int x) { return x; }
END
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
