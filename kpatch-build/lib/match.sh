# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# match.sh: is the code that the patch replaces the code that was shipped?
#
# The originals were compiled here; if the same functions in vmlinux are others,
# so are the source, the config or the compiler, and the patched ones would be
# made from the wrong text.  Needs OUTPUTS and CHANGES.  Functions that the
# patch does not replace are only warned of.

MATCHED=0

match_objects() {
	if (( SKIP_BINARY_CHECK )); then
		STAGE_NOTE="skipped; the patch may be for another build of $RELEASE"
		return 0
	fi
	local obj objects=() differ=() unsure=()
	for obj in "${OUTPUTS[@]}"; do
		is_new_object "$obj" || objects+=("$obj")
	done
	pool_start ${#objects[@]}
	for obj in "${objects[@]}"; do
		mkdir -p "$(dirname "$WORK/match/$obj")"
		pool_run match_one "$obj"
	done
	pool_wait

	for obj in "${objects[@]}"; do
		local said=$WORK/match/$obj.stderr status
		status=$(<"$WORK/match/$obj.status")
		cat "$said" >>"$LOG"
		if [[ -s $said ]]; then progress_clear; cat "$said" >&2; fi
		case $status in
		0)	MATCHED=$((MATCHED + 1)) ;;
		3)	if must_be_seen; then unsure+=("$obj"); fi
			note "$obj: its code could not be compared with the shipped $(owner_name "${OWNER[$obj]}")" ;;
		1)	differ+=("$obj")
			cat "$said" >>"$TOLD" ;;
		*)	die "$obj: match-object failed with status $status; this is a fault of the tool, not of the diff" ;;
		esac
	done
	if (( ${#differ[@]} )); then
		die "refused: compiled without the diff, ${differ[*]} is not what $RELEASE has$(known_differences "${differ[@]}"); --skip-binary-check goes on nevertheless"
	fi
	if (( ${#unsure[@]} )); then
		die "refused: ${unsure[*]}, compiled without the diff, cannot be seen to be what $RELEASE has$(unsure_cause)"
	fi
	STAGE_NOTE="$(plural "$MATCHED" object) as shipped"
}

# With the kernel's own compiler code that cannot be compared is most likely the shipped.
# Not so with another; and of another CPU's instructions match-object knows only whether the
# bytes are the same, so that any difference is one that it cannot judge.
must_be_seen() {
	(( MUST_MATCH )) || is_foreign
}

# Ends the sentence, with the way out.
unsure_cause() {
	local want cross
	if (( ! MUST_MATCH )); then
		echo '; --skip-binary-check goes on nevertheless'
		return
	fi
	want=$(wanted_compiler)
	cross=$(cross_difference)
	echo ": ${cross:-$(id_of_text "$CC_TEXT") made it here, and $want there; $(root_advice "$want")}, or take the risk with --skip-compiler-check --skip-binary-check"
}

# Runs in the background.
match_one() {
	trap - ERR
	local obj=$1 status=0 line functions=() debug=()
	(( DEBUG == 0 )) || debug=(-d)
	for line in "${CHANGES[@]}"; do
		line=${line#"$obj: changed function: "}
		[[ $line == "$obj: "* || $line == *": changed function: "* ]] || functions+=("${line%% *}")
	done
	cd "$WORK/orig" || return
	if [[ -n $OBJECT_FLAGS || " $LAID_OUT_AS_SHIPPED " == *" $CPU "* ]]; then
		mkdir -p "$(dirname "$WORK/shipped/$obj")"
		compile_as_shipped "$obj" || { echo compile >"$WORK/match/$obj.status"; return; }
		cd "$WORK/shipped" || return
	fi
	{
		"$MATCH_OBJECT" "${debug[@]}" "$obj" "$(owner_name "${OWNER[$obj]}")" "$(owner_elf "${OWNER[$obj]}")" \
			"${functions[@]}" \
			>"$WORK/match/$obj.stdout" 2>"$WORK/match/$obj.stderr"
	} 2>/dev/null || status=$?
	echo "$status" >"$WORK/match/$obj.status"
}

# compile_as_shipped OBJECT: without what only the objects of a module need.
compile_as_shipped() {
	local cmd
	cmd=$(compile_command shipped "$1")
	[[ -z $OBJECT_FLAGS ]] || cmd=${cmd/ $OBJECT_FLAGS / }
	[[ " $LAID_OUT_AS_SHIPPED " != *" $CPU "* ]] || cmd=${cmd/ -ffunction-sections -fdata-sections / }
	(run_command "$TREE" "$cmd") >"$WORK/match/$1.compiler" 2>&1
}
