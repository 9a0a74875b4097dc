#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A changed function that the kernel does not have is refused.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
echo '     1: ffffffff81001000     9 FUNC    GLOBAL DEFAULT    1 other' >symtab
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o

expect_status 1
grep -q 'proc\.o: show: changed function is not in the symbol table of vmlinux' stderr || fail "$(cat stderr)"
