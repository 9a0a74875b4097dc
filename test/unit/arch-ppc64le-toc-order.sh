#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: where an address lies in .toc is no change; which address it is, is one.
. "$(dirname "$0")/lib.sh"
arch ppc64le

original <<'END'
extern int a, b;
int first(void) { return a; }
int show(void) { return b; }
END
patched <<'END'
extern int a, b, c;
int first(void) { return a; }
int show(void) { return b; }
END
diff_objects
expect_status 3

patched <<'END'
extern int a, b, c;
int first(void) { return c + a; }
int show(void) { return b; }
END
diff_objects
expect_report <<'END'
proc.o: changed function: first
END
expect_entries .toc 8 2

patched <<'END'
extern int a, b;
int first(void) { return b; }
int show(void) { return b; }
END
diff_objects
expect_report <<'END'
proc.o: changed function: first
END
expect_entries .toc 8 1
