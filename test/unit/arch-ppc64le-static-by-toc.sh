#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: a static local is matched by who loads its address from .toc.
. "$(dirname "$0")/lib.sh"
arch ppc64le

original <<'END'
int show(int x) { static int count; return ++count * 3 + x; }
int other(int x) { static int count; return ++count * 7 + x; }
END
patched <<'END'
int gone(int x) { static int count; return ++count * 9 + x; }
int show(int x) { static int count; return ++count * 3 + x; }
int other(int x) { static int count; return ++count * 7 + x; }
END
diff_objects
expect_report <<'END'
proc.o: new function: gone
END
