#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A new per-CPU variable keeps its section, by which the module loader knows it.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by -e '1i static int hits __attribute__((section(".data..percpu"), used)) = 1;' -e 's/41/42 + hits/'
diff_objects

has_section .data..percpu || fail "no .data..percpu"
