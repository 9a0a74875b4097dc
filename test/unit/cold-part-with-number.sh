#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# GCC 8 numbers the cold parts.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((used, noinline)) int part(int x) asm("show.cold.12");
static int part(int x) { asm volatile(""); return x + 41; }
int show(int x) { return part(x) + 1; }
END
patched_by 's/41/42/'
diff_objects

sed 's/^[^ ]*proc\.o: //' stdout >actual
compare "report" <<'END'
changed function: show (its part show.cold.12 differs)
END
