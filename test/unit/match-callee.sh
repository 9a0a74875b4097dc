#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A call of another function, static or not, is other code.
. "$(dirname "$0")/lib.sh"

original <<'EOF'
extern int outside(int), elsewhere(int);
static __attribute__((noinline)) int one(int x) { asm volatile(""); return x * 5; }
static __attribute__((noinline)) int two(int x) { asm volatile(""); return x * 7; }
int first(int x) { return one(x) + two(x) + outside(x) + elsewhere(x); }
int show(int x) { return one(x) + outside(x); }
EOF
neighbour other.c <<'EOF'
int outside(int x) { return x; }
int elsewhere(int x) { return x + 1; }
EOF
shipped_by '/show/s/one/two/'
match_objects
expect_mismatch "compiled 'call one', but the shipped (vmlinux|module) has 'call two'"
shipped_by '/show/s/outside/elsewhere/'
match_objects
expect_mismatch "compiled '(call|jmp) outside', but the shipped (vmlinux|module) has '(call|jmp) elsewhere'"
