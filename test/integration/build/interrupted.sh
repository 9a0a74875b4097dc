#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Killed or interrupted at any stage: no module, and the next run is right.
. "$(dirname "$0")/lib.sh"

own_cache "$work/cache"
export CACHEDIR=$work/cache
kernel=$work/cache/kernels/$release
patch=$cases/modules/change.patch
kb -a "$release" -n good -o out "$patch"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
mv out/kpatch-good.ko .

tree_state() {
	find "$kernel/tree" -printf '%P %y %s %T@\n' | LC_ALL=C sort | sha256sum
}
before=$(tree_state)

# stopped SIGNAL STAGE: start, wait until the stage is at work, and send it.
stopped() {
	local signal=$1 stage=$2 victim status=0
	rm -rf "$kernel"/{objects,core}/*
	# a script's background commands ignore SIGINT, and so would theirs
	env --default-signal=INT setsid "$top/kpatch-build/kpatch-build" -a "$release" -n good -o out "$patch" >victim.out 2>&1 &
	victim=$!
	until grep -qsx "== $stage" "$work"/cache/work/good.*/build.log; do
		kill -0 "$victim" 2>/dev/null || fail "$stage: it was over before: $(cat victim.out)"
		sleep 0.05
	done
	kill "-$signal" -- -"$victim"
	wait "$victim" 2>/dev/null || status=$?
	(( status != 0 )) || fail "$stage, $signal: it ended well: $(cat victim.out)"
	[[ -z $(ls -A out) ]] || fail "$stage, $signal: it left $(ls -A out)"
	[[ $signal == KILL || -z $(ls -A cache/work) ]] || fail "$stage, $signal: it left $(ls cache/work)"
}

stopped INT scope
stopped KILL compile
stopped INT diff
stopped KILL link
[[ $(tree_state) == "$before" ]] || fail 'the prepared tree changed'
kb -a "$release" -n good -o out "$patch"
[[ $status -eq 0 ]] || fail "afterwards: $(cat stderr)"
cmp kpatch-good.ko out/kpatch-good.ko || fail 'afterwards: another module'
[[ -z $(ls -A cache/work) ]] || fail "afterwards: left $(ls cache/work)"
