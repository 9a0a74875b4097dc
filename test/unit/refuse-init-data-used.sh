#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A function of the patch that needs init data is refused: that memory is free.
. "$(dirname "$0")/lib.sh"

original <<'END'
static int boot[4] __attribute__((section(".init.data"), used)) = { 1, 2 };
int show(int x) { return x + 1; }
END
patched_by 's/x + 1/x + boot[1]/'
diff_objects

sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: refers to boot in section .init.data, whose memory is free once the kernel has started; do without it
END
