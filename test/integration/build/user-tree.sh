#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The user's tree is the same before and after, also after a kill in the middle.
. "$(dirname "$0")/lib.sh"

source_package=$(find "$cache/packages" -name 'linux-source-*.deb' | sort -V | tail -n 1)
mkdir tree
dpkg-deb --fsys-tarfile "$source_package" | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' |
	xz -T0 -dc | tar -x -C tree --strip-components=1
cp "$cache/kernels/$release/config" tree/.config
ln -s "$cache/kernels/$release/vmlinux" vmlinux

# Every name, type, mode, time and content.
fingerprint() {
	(cd tree && find . -printf '%p %y %m %T@ %s\n' | sort; find . -type f -print0 | sort -z | xargs -0 sha256sum) |
		sha256sum
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
