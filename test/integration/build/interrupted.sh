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

# The short stages last: a copy of the parts whose stage waits when its work is done.
cp -r "$top/kpatch-build/lib" lib
cat >>lib/ui.sh <<'EOF'
eval "$(declare -f stage | sed '1s/^stage/run_stage/')"
stage() {
	WORK_OF_STAGE=$2
	run_stage "$1" work_then_wait
}
work_then_wait() {
	"$WORK_OF_STAGE"
	[[ $KPATCH_WAIT_IN != "$STAGE" ]] || { log waiting; interruptible sleep 100; }
}
EOF

# stopped SIGNAL STAGE WHEN: start, wait until the stage says WHEN in the log, and send it.
stopped() {
	local signal=$1 stage=$2 when=$3 victim status=0
	[[ $stage != compile ]] || rm -rf "$kernel"/objects/*
	[[ $stage != link ]] || rm -rf "$kernel"/core/*
	# a script's background commands ignore SIGINT, and so would theirs
	KPATCH_BUILD_LIB=$work/lib KPATCH_WAIT_IN=$stage env --default-signal=INT \
		setsid "$top/kpatch-build/kpatch-build" -a "$release" -n good -o out "$patch" >victim.out 2>&1 &
	victim=$!
	until sed "1,/^== $stage\$/d" "$work"/cache/work/good.*/build.log 2>/dev/null | grep -q "$when"; do
		kill -0 "$victim" 2>/dev/null || fail "$stage: it was over before: $(cat victim.out)"
		sleep 0.05
	done
	kill "-$signal" -- -"$victim"
	wait "$victim" 2>/dev/null || status=$?
	(( status != 0 )) || fail "$stage, $signal: it ended well: $(cat victim.out)"
	[[ -z $(ls -A out) ]] || fail "$stage, $signal: it left $(ls -A out)"
	[[ $signal == KILL || -z $(ls -A cache/work) ]] || fail "$stage, $signal: it left $(ls cache/work)"
}

# At work, and when all is there that the stage makes.
stopped INT scope ''
stopped KILL compile ''
stopped INT diff ''
stopped KILL link ''
stopped INT input waiting
stopped KILL kernel waiting
stopped TERM match waiting
stopped KILL abi waiting
[[ $(tree_state) == "$before" ]] || fail 'the prepared tree changed'
kb -a "$release" -n good -o out "$patch"
[[ $status -eq 0 ]] || fail "afterwards: $(cat stderr)"
cmp kpatch-good.ko out/kpatch-good.ko || fail 'afterwards: another module'
[[ -z $(ls -A cache/work) ]] || fail "afterwards: left $(ls cache/work)"
