#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A global that neither the kernel nor a module has is another object's of the patch.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 1; }
END
patched <<'END'
int fresh_in_other_file(int x);
int show(int x) { return fresh_in_other_file(x) + 1; }
END
diff_objects

expect_undefined <<'END'
__fentry__
fresh_in_other_file
END
