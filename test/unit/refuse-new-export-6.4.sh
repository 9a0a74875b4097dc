#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Since 6.4 an EXPORT_SYMBOL is a note to modpost; a new one is refused as before.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
#define EXPORT_SYMBOL(sym) asm(".section \".export_symbol\",\"a\"; __export_symbol_" #sym ": " \
	".asciz \"\"; .asciz \"\"; .balign 8; .quad " #sym "; .previous")
int use(int);
int show(int x) { return use(x) + 41; }
int other(int x) { return use(x) + 4; }
EXPORT_SYMBOL(other);
EOF
patched_by 's/41/42/; $ aEXPORT_SYMBOL(show);'
diff_objects
expect_refusal <<'EOF'
error: proc.o: __export_symbol_show: new exported symbol; a patch cannot add to what the kernel exports: drop the EXPORT_SYMBOL line
EOF
patched_by 's/41/42/'
diff_objects
expect_status 0
