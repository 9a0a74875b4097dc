#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A static function without an fentry call is replaced through its callers.
. "$(dirname "$0")/lib.sh"

original <<'END'
static __attribute__((no_instrument_function, noinline)) int bare(int x) { asm volatile(""); return x + 41; }
int show(int x) { return bare(x) + 1; }
int other(int x) { return x; }
END
patched_by 's/41/42/'
diff_objects

sed 's/^[^ ]*proc\.o: //' stdout | LC_ALL=C sort >actual
compare "report" <<'END'
changed function: bare (has no fentry call; replaced through its callers)
changed function: show (calls bare, which has no fentry call)
END
expect_func_table <<'END'
bare vmlinux 0 2
show vmlinux 0 0
END

# It may be that a caller has changed itself.
patched_by 's/41/42/; s/bare(x) + 1/bare(x) + 2/'
rm out.o
diff_objects
expect_func_table <<'END'
bare vmlinux 0 2
show vmlinux 0 0
END
