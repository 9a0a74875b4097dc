#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed function is taken; its unchanged neighbour is not.
. "$(dirname "$0")/lib.sh"

neighbour seq.c <<'END'
int seq_puts(const char *s) { return s[0]; }
END
original <<'END'
int seq_puts(const char *s);
int show(void) { return seq_puts("before\n") + 1; }
int other(void) { return seq_puts("other\n") + 2; }
END
patched_by 's/before/after/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_functions <<'END'
show
END
expect_undefined <<'END'
.klp.sym.vmlinux.seq_puts,0
__fentry__
END
expect_func_table <<'END'
show vmlinux 0 0
END
