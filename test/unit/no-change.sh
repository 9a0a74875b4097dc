#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Identical objects: exit 3, nothing written.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x * 3; }
END
patched_by ''
diff_objects

expect_status 3
