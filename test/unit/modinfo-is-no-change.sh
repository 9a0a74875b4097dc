#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What .modinfo says of the module is no code.
. "$(dirname "$0")/lib.sh"

original <<'END'
static const char info[] __attribute__((section(".modinfo"), used)) = "license=GPL";
int show(int x) { return x + 1; }
END
patched_by 's/license=GPL/license=GPL v2/'
diff_objects

expect_status 3
