#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A weak alias that another file overrides leads to that file's function, not to what it is an alias of.
. "$(dirname "$0")/lib.sh"

neighbour arch.c <<'END'
int arch_show(int x) { return x * 1234567 + 89; }
int arch_tell(int x) { return x * 7654321 + 98; }
END
original <<'END'
__attribute__((noinline)) int default_show(int x) { asm volatile(""); return x * 7; }
int arch_show(int x) __attribute__((weak, alias("default_show")));
int arch_tell(int x) __attribute__((weak, alias("default_show")));
int show(int x) { return arch_show(x) + 41; }
END
patched_by 's/41/42/'
diff_objects
expect_undefined <<'END'
.klp.sym.vmlinux.arch_show,0
__fentry__
END

# Nor does a changed function of that alias stand in for it.
patched_by 's/41/42/; s/x \* 7/x * 9/'
diff_objects
expect_report <<'END'
proc.o: changed function: default_show
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.arch_show,0
__fentry__
END

patched_by 's/return arch_show/return arch_tell/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
expect_undefined <<'END'
.klp.sym.vmlinux.arch_tell,0
__fentry__
END
