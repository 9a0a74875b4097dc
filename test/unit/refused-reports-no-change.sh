#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Where nothing is written, for whatever reason, no function is reported as changed.
. "$(dirname "$0")/lib.sh"

nothing_reported() {
	expect_status 1
	cp stdout actual
	compare "report" </dev/null
}

# found when the change is examined
original <<'END'
int limit = 3;
int show(int x) { return x * limit; }
END
patched_by -e 's/= 3/= 4/' -e 's/x \* limit/x + limit/'
diff_objects
nothing_reported

# found when the parts are put together
patched_by 's/x \* limit/x + limit/'
build_objects
readelf -sW vmlinux | grep -v ' limit$' >symtab
run_cdo orig/proc.o patched/proc.o vmlinux symtab "$symvers" test_patch out.o
nothing_reported

# found when the file is written
patched_by 's/x \* limit/x + limit/'
build_objects
run_cdo orig/proc.o patched/proc.o vmlinux vmlinux "$symvers" test_patch missing/out.o
nothing_reported
