#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What make install leaves works from there, and systemd takes the unit that
# loads patches at boot.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

make -s -C "$top" install "PREFIX=$work/there" >make.log 2>&1 || { cat make.log; fail "make install fails"; }
cd /
"$work/there/sbin/kpatch" version | grep -q '^kpatch ' || fail "kpatch does not run"
"$work/there/bin/kpatch-build" --help | grep -q '^usage' || fail "kpatch-build does not run"
for page in kpatch-build.1 create-diff-object.1 kpatch.8; do
	[[ -s $work/there/share/man/man${page##*.}/$page ]] || fail "no page $page"
done

unit=$work/there/lib/systemd/system/kpatch.service
grep -qx "ExecStart=$work/there/sbin/kpatch load --all" "$unit" || fail "the unit runs $(grep ExecStart "$unit")"
command -v systemd-analyze >/dev/null || { echo "no systemd-analyze"; exit 77; }
said=$(systemd-analyze verify --man=no "$unit" 2>&1 | grep -F "$(basename "$unit")" || true)
[[ -z $said ]] || fail "systemd: $said"
