#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# New data that a changed function uses travels in the patch.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
END
patched <<'END'
static const int steps[] = { 3, 1, 4, 1, 5 };
static int hits;
int show(int x) { hits++; return x + steps[x] + hits; }
END
diff_objects

expect_objects <<'END'
hits
steps
END
