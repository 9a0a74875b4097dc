#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A list of places to rewrite says nothing about what the code does: another entry alone is no change.
. "$(dirname "$0")/lib.sh"

original <<'END'
#define SITE asm volatile("1:\n.pushsection .return_sites,\"a\"\n.long 1b - .\n.popsection")
int show(int x) { SITE; return x * 3; }
END
patched_by 's/{ SITE;/{ SITE; SITE;/'
diff_objects

expect_status 3
