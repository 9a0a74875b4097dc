#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A variable that must be aligned more is not in the running kernel.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
static char buffer[64], other[64] __attribute__((aligned(4096)));
int use(void *);
int show(int x) { return use(buffer) + use(other) + 41; }
EOF
patched_by '1s/buffer\[64\]/& __attribute__((aligned(4096)))/'
diff_objects
expect_refusal <<'EOF'
error: proc.o: buffer: alignment of this variable changed from 32 to 4096 bytes, but in the running kernel it stays where it is; use a new variable
EOF

patched_by '1s/ __attribute__.*;/;/; s/41/42/'
diff_objects
expect_report <<'EOF'
proc.o: changed function: show
EOF
