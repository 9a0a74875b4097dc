# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# report.sh: what changed, and what to do next.

report() {
	local line
	for line in "${CHANGES[@]}"; do
		say '%s\n' "$line"
	done
	local shown=$RESULT
	[[ $OUT_DIR != "$PWD" ]] || shown=${RESULT##*/}
	local core=''
	[[ $BACKEND != core ]] || core=" (kpatch.ko: $CORE_DIR/kpatch.ko)"
	say '%s\n' "$shown is for $RELEASE; load it with: kpatch load $shown$core"
}
