#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A module's name has underscores where its file has dashes.
. "$(dirname "$0")/lib.sh"

original <<'END'
int read_it(int x);
int show(int x) { return read_it(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
printf '0x00000000\tread_it\tdrivers/net/nf-tables-core\tEXPORT_SYMBOL\t\n' >>Module.symvers
diff_objects

expect_undefined <<'END'
.klp.sym.nf_tables_core.read_it,0
__fentry__
END
