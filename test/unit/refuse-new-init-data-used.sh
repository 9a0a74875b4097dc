#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Nor can what is new in init data be used by what runs later.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
END
patched <<'END'
static int boot[4] __attribute__((section(".init.data"), used)) = { 1, 2 };
int show(int x) { return x + boot[1]; }
END
diff_objects

sed -E -i 's/show\+0x[0-9a-f]+/show+N/' stderr
expect_refusal <<'END'
error: proc.o: show+N: refers to boot in section .init.data, whose memory is free once the kernel has started; do without it
error: proc.o: boot: new entry in section .init.data, which the kernel reads when it starts; it would have no effect in a patch: leave it out
END
