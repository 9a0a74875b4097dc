#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A number where the shipped code has an address, or the contrary, is other code.
. "$(dirname "$0")/lib.sh"

neighbour other.c <<'EOF'
int printk(const char *format, ...) { return 0; }
EOF
original <<'EOF'
extern int printk(const char *, ...);
static int here;
int first(void) { return printk("%p", &here); }
int show(int x) { return printk((void *)0, x) + printk("", &here); }
EOF
shipped_by '/show/s/&here/(long)0x81000000/'
match_objects
expect_mismatch "compiled '.*\\(here\\)"
shipped_by '/show/s/(void \*)0/\&here/'
match_objects
expect_mismatch "compiled '.*'"
