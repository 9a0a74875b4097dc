#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A module's own symbols are named by the module.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 7; }
int show(int x) { return helper(x) + 1; }
END
patched_by 's/+ 1/+ 2/'
parent=kvm_intel
diff_objects

expect_undefined <<'END'
.klp.sym.kvm_intel.helper,0
__fentry__
END
expect_func_table <<'END'
show kvm_intel 0 0
END
