#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# --full-build looks at all of a target, and makes the same module of it.
. "$(dirname "$0")/lib.sh"

awk '/^--- / { on = /zram/ } on' "$cases/modules/change.patch" >zram.patch
on=(-a "$release" -t drivers/block/zram/zram.ko -n zram)
kb "${on[@]}" -o out zram.patch
[[ $status -eq 0 ]] || fail "$(cat stderr)"
mv out/kpatch-zram.ko few.ko
kb "${on[@]}" -o out -d --full-build zram.patch
[[ $status -eq 0 ]] || fail "full: $(cat stderr)"
kept=$(sed -n 's/^intermediate files: //p' stdout)
trap 'rm -rf "$work" "$kept"' EXIT
cmp few.ko out/kpatch-zram.ko || fail 'full: another module'
# zcomp.c does not include what changed
grep -qx 'scope: 1 candidates, 1 read the same after the preprocessor' "$kept/build.log" ||
	fail "full: not all was looked at: $(grep '^scope:' "$kept/build.log")"
