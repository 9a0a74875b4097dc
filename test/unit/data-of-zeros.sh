#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Zeros are zeros, whether the object spells them out or not.
. "$(dirname "$0")/lib.sh"

original <<'END'
long hits __attribute__((section(".data.hits"))), misses __attribute__((section(".bss.misses")));
int show(int x) { return hits++ + misses++ + x + 1; }
END
patched_by -e 's/".data.hits"/".bss.hits"/' -e 's/".bss.misses"/".data.misses"/' -e 's/+ 1/+ 2/'
diff_objects

expect_report <<'END'
proc.o: changed function: show
END
expect_objects </dev/null
