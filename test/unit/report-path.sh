#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The report calls an object by what its two paths have in common.
. "$(dirname "$0")/lib.sh"

original <<'END'
int show(int x) { return x + 41; }
END
patched_by 's/41/42/'
build_objects
mkdir -p a/fs/proc b/fs/proc
cp orig/proc.o a/fs/proc/meminfo.o
cp patched/proc.o b/fs/proc/meminfo.o
run_cdo a/fs/proc/meminfo.o b/fs/proc/meminfo.o vmlinux vmlinux "$symvers" test_patch out.o

cp stdout actual
compare "report" <<'END'
fs/proc/meminfo.o: changed function: show
END

# Only whole names of directories count.
mkdir fs bfs
cp a/fs/proc/meminfo.o bfs/inode.o
cp b/fs/proc/meminfo.o fs/inode.o
rm out.o
run_cdo bfs/inode.o fs/inode.o vmlinux vmlinux "$symvers" test_patch out.o
cp stdout actual
compare "report" <<'END'
inode.o: changed function: show
END
