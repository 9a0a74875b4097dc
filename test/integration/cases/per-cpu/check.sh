#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The number of inodes is what it was, plus a million for each CPU.
count() { cut -f 1 /proc/sys/fs/inode-nr; }

inodes=$(count)
cpus=$(grep -c ^processor /proc/cpuinfo)
echo "inodes: $inodes on $cpus CPUs"
if [ "$inodes" -lt 1000000 ]; then
	echo "$inodes" >/tmp/per-cpu.before
	exit 1
fi
before=$(cat /tmp/per-cpu.before)
[ "$(count)" -gt "$inodes" ] || { echo "the count of its own does not move"; exit 2; }
extra=$((inodes - cpus * 1000000 - before))
[ "$extra" -gt -1000 ] && [ "$extra" -lt 1000 ]
