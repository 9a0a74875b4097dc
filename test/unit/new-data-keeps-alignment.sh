#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What goes along of a section that others share is aligned as it was there.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched <<'END'
#define SHARED __attribute__((section(".data.shared")))
char first SHARED = 1;
struct { int v[4]; } second SHARED __attribute__((aligned(64))) = { { 2 } };
char third SHARED = 3;
int show(int x) { return first + second.v[x & 3] + third; }
END
diff_objects

expect_status 0
readelf -sW out.o | awk "$hex"'$8 == "second" { print hex($2) % 64 }' >actual
compare "place in the alignment" <<<0
readelf -SW out.o | awk '/ \.data\.shared/ { print $NF }' >actual
compare "alignment" <<<64
