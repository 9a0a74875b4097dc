# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# parts.sh: where the other programs of this project are.  Leaves
# CREATE_DIFF_OBJECT, CREATE_PATCH_MODULE, MATCH_OBJECT and KMOD_DIR (holding core/, patch/).

# find_part ENV-VALUE NAME CANDIDATE...: the first that exists.
find_part() {
	local given=$1 name=$2 path
	shift 2
	if [[ -n $given ]]; then
		[[ -e $given ]] || die "$name: $given does not exist"
		readlink -f "$given"
		return
	fi
	for path in "$@"; do
		if [[ -e $path ]]; then
			readlink -f "$path"
			return
		fi
	done
	if path=$(command -v "$name"); then
		echo "$path"
		return
	fi
	die "$name was not found; build the tools first (make)"
}

find_parts() {
	local top=$SELF_DIR/.. lib=$LIB_DIR/..
	CREATE_DIFF_OBJECT=$(find_part "${CREATE_DIFF_OBJECT:-}" create-diff-object \
		"$top/create-diff-object/create-diff-object" "$lib/create-diff-object")
	CREATE_PATCH_MODULE=$(find_part "${CREATE_PATCH_MODULE:-}" create-patch-module \
		"$top/create-patch-module/create-patch-module" "$lib/create-patch-module")
	MATCH_OBJECT=$(find_part "${MATCH_OBJECT:-}" match-object \
		"$top/match-object/match-object" "$lib/match-object")
	KMOD_DIR=$(find_part "${KPATCH_KMOD_DIR:-}" kmod \
		"$top/kmod" "$lib/kmod" "$top/share/kpatch/kmod")
}
