#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Unnamed writable data cannot be matched with the running kernel's.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { asm volatile("incl .data.hidden(%%rip)" ::: "memory"); return x + 41; }
asm(".pushsection .data.hidden,\"aw\"\n.long 5\n.popsection");
END
patched_by 's/41/42/'
diff_objects

expect_refusal <<'END'
error: proc.o: .data.hidden+0x0: unnamed writable data is referred to; it cannot be matched with the running kernel's
END
