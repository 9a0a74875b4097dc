#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The same input gives the same module, byte for byte: in another directory, from
# another cache, later, and with other numbers of processes.
. "$(dirname "$0")/lib.sh"

patch=$cases/modules/change.patch

kb -a "$release" -j 1 -n same -o out "$patch"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
mv out/kpatch-same.ko first.ko

own_cache "$work/another.place"
rm -rf "$work/another.place/kernels/$release"/{objects,core}
mkdir -p "$work/another.place/kernels/$release/objects" elsewhere
cp "$patch" elsewhere/other-name.patch
cd elsewhere
(
	unset LC_ALL LANG
	export CACHEDIR="$work/another.place" TZ=Asia/Tokyo KBUILD_BUILD_USER=somebody
	kb -a "$release" -j 3 -n same -o ../out other-name.patch
	[[ $status -eq 0 ]] || fail "elsewhere: $(cat stderr)"
)
cmp ../first.ko ../out/kpatch-same.ko || fail 'the modules differ'
