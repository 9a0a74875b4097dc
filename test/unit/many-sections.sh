#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# More sections than 16 bits can count are read and compared.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
awk 'BEGIN { for (i = 0; i < 66000; i++) printf ".section .data.n%d,\"aw\"\n.byte 1\n", i }' >many.s
gcc -c many.s -o many.o
ld -r --unique -o orig/all.o many.o orig/proc.o
ld -r --unique -o patched/all.o many.o patched/proc.o
run_cdo orig/all.o patched/all.o vmlinux vmlinux "$symvers" test_patch out.o

expect_status 0
expect_functions <<'END'
show
END
