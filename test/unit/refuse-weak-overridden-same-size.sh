#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A weak function that another file overrides is not what runs, even when that one is as long.
. "$(dirname "$0")/lib.sh"

neighbour strong.c <<'END'
int show(int x) { return x + 12; }
END
original <<'END'
__attribute__((weak)) int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
refused() {
	expect_refusal <<-'END'
	error: proc.o: show: changed function is weak, and vmlinux uses another definition of it; change that one
	END
}
diff_objects
refused

readelf -sW vmlinux >symtab.txt
run_cdo orig/proc.o patched/proc.o vmlinux symtab.txt Module.symvers test_patch out.o
refused
