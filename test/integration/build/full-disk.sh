#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A full disk is said to be one, and leaves nothing.
. "$(dirname "$0")/lib.sh"

mkdir small
mount -t tmpfs -o size=4m none small
trap 'umount small; rm -rf "$work"' EXIT
mkdir small/out

# The cache is on a small disk: refused before anything is unpacked.
mkdir small/packages
for package in "$cache"/packages/*.deb; do
	ln -s "$package" small/packages/
done
CACHEDIR=$work/small kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
[[ $status -eq 1 ]] || fail "exit status $status"
grep -qE 'free|space|full' stderr || fail "it says: $(cat stderr)"
[[ -z $(ls -A out) ]] || fail "it left $(ls out)"

# The output is on a full disk.
head -c 8M /dev/zero >small/filler 2>/dev/null || true
kb -a "$release" -t vmlinux -o small/out "$cases/meminfo-string/change.patch"
[[ $status -eq 1 ]] || fail "full output: exit status $status"
[[ -z $(ls -A small/out) ]] || fail "full output: it left $(ls -l small/out)"

# Where the run works, so that it gets further each time: one line, whatever failed.
own_cache "$work/cache"
trap '{ umount small cache/work 2>/dev/null || true; }; rm -rf "$work"' EXIT
kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
rm -f out/*
for size in 64k 200k 450k 700k 1000k 1300k 1600k; do
	mount -t tmpfs -o size=$size none cache/work
	CACHEDIR=$work/cache refused "$size for the work" 'the disk is full.*free some space' -a "$release" -t vmlinux "$cases/meminfo-string/change.patch"
	umount cache/work
done
