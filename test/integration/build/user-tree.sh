#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The user's tree is the same before and after, also after a kill in the middle.
. "$(dirname "$0")/lib.sh"

# Debian's source, prepared by an earlier run: as a user's tree that was built in.
kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
rm -f out/*
cp -a --reflink=auto "$cache/kernels/$release/tree" tree
cp "$cache/kernels/$release/config" tree/.config
ln -s "$cache/kernels/$release/vmlinux" vmlinux

# Every name, type, mode, size, and when it was last written or replaced: a
# file's change time cannot be set back, so no content needs to be read.
fingerprint() {
	find tree -printf '%p %y %l %m %s %T@ %C@ %i\n' | sort | sha256sum
}

before=$(fingerprint)
args=(-s tree -v vmlinux -t vmlinux -o out "$cases/meminfo-string/change.patch")
trap 'rm -rf "$work" "$cache"/kernels/dir-"$(readlink -f "$work/tree" | sha256sum | cut -c1-16)"-*' EXIT

setsid "$top/kpatch-build/kpatch-build" "${args[@]}" >killed.stdout 2>&1 &
victim=$!
sleep 20
kill -KILL -- -"$victim" 2>/dev/null || true
wait "$victim" 2>/dev/null || true
[[ $(fingerprint) == "$before" ]] || fail "the tree changed when kpatch-build was killed"
[[ -z $(ls -A out) ]] || fail "the killed run left $(ls out)"

kb "${args[@]}"
[[ $status -eq 0 ]] || fail "the run after the kill: $(cat stderr)"
[[ -s out/kpatch-change.ko ]] || fail "no module: $(ls out)"
[[ $(fingerprint) == "$before" ]] || fail "the tree changed"
