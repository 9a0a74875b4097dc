#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static call that the author reads through its key needs no call site.
. "$(dirname "$0")/lib.sh"

neighbour key.c <<'END'
struct { int (*func)(int); } __SCK__hook;
END
original <<'END'
int show(int x) { return x + 41; }
END
patched <<'END'
extern struct { int (*func)(int); } __SCK__hook;
int show(int x) { return __SCK__hook.func(x) + 42; }
END
diff_objects

expect_undefined <<'END'
.klp.sym.vmlinux.__SCK__hook,0
__fentry__
END
! has_section .static_call_sites || fail "there are call sites"
