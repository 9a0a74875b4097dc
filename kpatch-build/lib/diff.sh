# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# diff.sh: what differs between each pair of objects, function by function?
#
# One create-diff-object for each pair that differs at all, in parallel.  Leaves $WORK/output/OBJECT
# for those that differ, OUTPUTS naming them, and CHANGES, the lines that say
# what changed and why.  Every refusal of every object is told before it ends.

OUTPUTS=()
CHANGES=()
declare -gA SAME=()	# objects that the diff leaves as they were, debug info and all

diff_objects() {
	local obj differ=()
	for obj in "${OBJECTS[@]}"; do
		if cmp -s "$WORK/orig/$obj" "$WORK/patched/$obj"; then SAME[$obj]=1; else differ+=("$obj"); fi
	done
	(( ! ${#SAME[@]} )) || log "diff: the same to the last byte: ${!SAME[*]}"
	make_directories "$WORK/output" "${differ[@]}"
	pool_start ${#differ[@]}
	for obj in "${differ[@]}"; do
		pool_run diff_one "$obj"
	done
	pool_wait

	local refused=() line
	for obj in "${differ[@]}"; do
		local base=$WORK/output/$obj status
		status=$(<"$base.status")
		cat "$base.stderr" "$base.stdout" >>"$LOG"
		case $status in
		0)	[[ -s $base ]] || die "$obj: create-diff-object wrote nothing"
			OUTPUTS+=("$obj")
			while IFS= read -r line; do
				CHANGES+=("$line")
			done <"$base.stdout"
			[[ ! -s $base.stderr ]] || tell_new_lines "$base.stderr" "$WORK/warned" ;;
		3)	;;
		1)	tell_new_lines "$base.stderr" "$TOLD"
			refused+=("$obj") ;;
		*)	progress_clear
			tail -n 20 "$base.stderr" >&2
			die "$obj: create-diff-object failed with status $status; this is a fault of the tool, not of the diff" ;;
		esac
	done

	if (( ${#refused[@]} )); then
		die "refused: the change in ${refused[*]} cannot be live patched as it is (see above)"
	fi
	if (( ${#OUTPUTS[@]} == 0 )); then
		no_functional_change
	fi
	tell_unchecked_layouts
	STAGE_NOTE="$(plural ${#OUTPUTS[@]} object) of ${#OBJECTS[@]} changed"
}

# create-diff-object knows layouts by debug info.
tell_unchecked_layouts() {
	has_whole_debug_info || only_functions_change ||
		note "this kernel is built without full debug info (CONFIG_DEBUG_INFO), so whether the diff gives structures another layout is not checked: see that it does not, for what is in memory keeps the old one"
}

# tell_new_lines FILE TOLD: those that are not in TOLD yet, to which they are added.  What is
# wrong with a header is so in each object, and told once.
tell_new_lines() {
	touch "$2"
	grep -vxFf "$2" -- "$1" >"$1.new" || [[ $? -eq 1 ]]
	progress_clear
	cat "$1.new" >&2
	cat "$1.new" >>"$2"
}

# Runs in the background.  Names in messages are paths in the kernel tree.
diff_one() {
	trap - ERR
	local obj=$1 status=0
	local debug=()
	(( DEBUG == 0 )) || debug=(-d)
	cd "$WORK/patched" || return
	# the shell itself would tell of a crash, with its own file and line
	{
		"$CREATE_DIFF_OBJECT" "${debug[@]}" "$WORK/orig/$obj" "$obj" \
			"$(owner_name "${OWNER[$obj]}")" "$(owner_elf "${OWNER[$obj]}")" \
			"$SYMVERS" "$NAME" "$WORK/output/$obj" \
			>"$WORK/output/$obj.stdout" 2>"$WORK/output/$obj.stderr"
	} 2>/dev/null || status=$?
	echo "$status" >"$WORK/output/$obj.status"
}

no_functional_change() {
	progress_clear
	echo "no functional change: the diff alters no code or data of $RELEASE; no module written"
	log "no functional change"
	exit 3
}
