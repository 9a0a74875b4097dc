#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Changed exit code is refused: in vmlinux it does not exist.
. "$(dirname "$0")/lib.sh"

original <<'END'
__attribute__((section(".exit.text"))) int leave(int x) { return x + 41; }
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: leave: changed function in section .exit.text; this code has run already, or runs too late: move the change to code that runs after the patch is loaded
END
