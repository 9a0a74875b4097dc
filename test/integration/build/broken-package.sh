#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A truncated package is named, and is not taken for a kernel.
. "$(dirname "$0")/lib.sh"

mkdir -p cache/packages
for package in "$cache"/packages/*.deb; do
	ln -s "$package" cache/packages/
done
dbg=$(find cache/packages -name "linux-image-$release-dbg_*.deb")
head -c 100000 "$(readlink "$dbg")" >whole
rm "$dbg"
mv whole "$dbg"

CACHEDIR=$work/cache kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
[[ $status -eq 1 ]] || fail "exit status $status"
grep -q "$(basename "$dbg").*damaged" stderr || fail "it says: $(cat stderr)"
[[ -z $(ls -A out) ]] || fail "it left $(ls out)"
