#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# powerpc: a call that has no no-op after it leaves the module from behind the function.
. "$(dirname "$0")/lib.sh"
arch ppc64le

original <<'END'
static __attribute__((noinline)) int helper(int x) { asm volatile(""); return x * 3; }
int show(int x) { return helper(x) + 1; }
int other(int x) { return helper(x) + 2; }
END
patched_by 's/+ 1/+ 3/'
diff_objects
expect_report <<'END'
proc.o: changed function: show
END
"${cross}objdump" -dr out.o | awk '/R_PPC64_REL24.*helper/ { getline; print $6; getline; print $6 }' >actual
compare "what follows the call" <<'END'
nop
b
END
# It is a jump there that takes the call's place; a call would come back twice.
"${cross}objdump" -dr out.o | awk '/R_PPC64_REL24.*text.show/ { print insn } { insn = $6 }' >actual
compare "jumps there and back" <<'END'
b
b
END
# The function's size takes it in.
last=$("${cross}objdump" -d out.o | awk '$1 ~ /:$/ { at = $1 } END { print at }')
size=$(readelf -sW out.o | awk '$NF == "show" && $4 == "FUNC" { print $2 + 0, $3 }')
[[ $size == "8 $((16#${last%:} + 4 - 8))" ]] || fail "show: $size, last instruction at $last"
