#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A label inside a function does not cut it in two.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { asm volatile("middle: nop"); return x + 41; }
END
patched_by 's/41/42/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_func_table <<'END'
show vmlinux 0 0
END
