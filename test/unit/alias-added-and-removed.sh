#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A variable or function that gets an alias, or loses it, is still the running kernel's.
. "$(dirname "$0")/lib.sh"

without_alias() {
	cat <<-'END'
	static int state = 3;
	static __attribute__((noinline)) int helper(int x) { asm volatile(""); return state++ + x; }
	int show(int x) { return helper(x) + state + 41; }
	int other(int x) { return helper(x) + state; }
	END
}
with_alias() {
	without_alias
	echo 'extern int visible __attribute__((alias("state")));'
	echo 'int helper_alias(int) __attribute__((alias("helper")));'
}

without_alias | original
with_alias | sed 's/41/42/' | patched
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper,0
.klp.sym.vmlinux.state,0
__fentry__
END

with_alias | original
without_alias | sed 's/41/42/' | patched
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.helper_alias,0
.klp.sym.vmlinux.visible,0
__fentry__
END
