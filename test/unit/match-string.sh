#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The same instructions over another string are other code.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'EOF'
int printk(const char *format, ...) { return 0; }
EOF
original <<'EOF'
extern int printk(const char *, ...);
int first(int x) { return printk("second %d\n", x); }
int show(int x) { return printk("first %d\n", x) + printk("third %d\n", x); }
EOF
shipped_by 's/"first/"other/'
match_objects
expect_mismatch "compiled '.*\"first %d\\\\n\".*', but the shipped (vmlinux|module) has '.*\"other %d\\\\n\""
