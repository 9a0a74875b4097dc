# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# compile.sh: each object twice, before and after the diff.
#
# Needs OBJECTS and their recorded commands.  Leaves $WORK/orig/OBJECT and
# $WORK/patched/OBJECT.  Both are compiled by the same command at the top of a
# tree, so __FILE__ and every include read the same; for the patched ones that
# top is $WORK/tree (overlay.sh).  Nothing is ever written into either tree.


compile_objects() {
	local obj job cached=0 todo=()

	choose_ccache
	for job in "$WORK/orig" "$WORK/patched" "$KDIR/objects"; do
		make_directories "$job" "${OBJECTS[@]}"
	done
	for obj in "${OBJECTS[@]}"; do
		if original_cached "$obj"; then
			cached=$((cached + 1))
		else
			todo+=("orig $obj")
		fi
		todo+=("patched $obj")
	done

	pool_start ${#todo[@]}
	for job in "${todo[@]}"; do
		# shellcheck disable=SC2086	# two words
		pool_run compile_one $job
	done
	pool_wait
	recompile_failed
	report_compiler
	STAGE_NOTE="$(plural ${#OBJECTS[@]} object), before and after${cached:+ ($cached of the originals cached)}"
	(( cached )) || STAGE_NOTE=${STAGE_NOTE% (*}
}

# A new file has nothing before it: its original is an empty file.
is_new_object() {
	[[ ! -e $SRC_TOP/${1%.o}.c ]]
}

# Everything that enters an original, besides its command: the tree, its config and
# its compiler are in TREE_ID.
original_key() {
	printf '%s\n' "$TREE_ID $DEBUG_FLAGS" "$(<"$KDIR/commands/$1.cmd")"
}

original_cached() {
	local kept=$KDIR/objects/$1
	[[ -z $OOT_MODULE ]] && ! is_new_object "$1" && [[ -e $kept && -e $kept.key && $(<"$kept.key") == "$(original_key "$1")" ]] || return 1
	share_file "$kept" "$WORK/orig/$1"
}

# share_file FROM TO: by a link, if nobody will write to either: what is kept for people to
# look at may be written to.
share_file() {
	if (( KEEP )) || ! ln -f "$1" "$2" 2>/dev/null; then
		cp --remove-destination "$1" "$2" 2>>"$LOG"
	fi
}

# A key that was cut short fits nothing.
keep_original() {
	local kept=$KDIR/objects/$1
	[[ -z $OOT_MODULE ]] || return 0
	[[ ! -e $kept.key ]] || rm -f "$kept.key"
	share_file "$WORK/orig/$1" "$kept"
	original_key "$1" >"$kept.key"
}

# compile_command SIDE OBJECT: the recorded command, told where to write.
compile_command() {
	local side=$1 obj=$2 cmd out=$WORK/$1/$2 name dep
	cmd=$(<"$(command_file "$obj")")
	[[ $cmd =~ ' -c -o '([^ ]+)' ' ]]
	name=${BASH_REMATCH[1]}
	dep=${name%/*}/.${name##*/}.d
	cmd=${cmd//,$dep /,${out%/*}/.${out##*/}.d }
	cmd=${cmd// $name/ $out}
	if [[ $side == orig ]] && is_new_object "$obj"; then
		cmd=${cmd// ${name%.o}.c/ -x c /dev/null}
	fi
	[[ -z $OOT_MODULE ]] || cmd=$(oot_command "$side" "$cmd")
	# debug info must not name this run's directory
	cmd="$CC -fdebug-prefix-map=\"\$PWD\"=. $DEBUG_FLAGS $(author_options "$side")${cmd#"$CC "}"
	if [[ " $CCACHE_SIDES " == *" $side "* ]]; then
		cmd="$(ccache_modes "$cmd")ccache $cmd"
	fi
	echo "$cmd"
}

CCACHE_SIDES=''		# what is compiled through ccache: patched, orig

# Originals are kept here already: ccache only costs time there, unless it leads to other machines.
choose_ccache() {
	command -v ccache >/dev/null || return 0
	CCACHE_SIDES=patched
	if [[ -n $OOT_MODULE || -n ${CCACHE_PREFIX:-} || -n $(ccache -k prefix_command 2>>"$LOG") ]]; then
		CCACHE_SIDES='orig patched'
	fi
}

# A header that now stands before one of its name would go unseen in ccache's direct
# mode.  And gcc may start from the text that ccache has looked up by: that only alters
# what it warns of.
ccache_modes() {
	printf 'CCACHE_NODIRECT=1 '
	[[ $CC == *clang* || " $1 " == *" -Werror "* ]] || printf 'CCACHE_NOCPP2=1 '
}

# What the headers for patch authors need; only patched sources may include them.
author_options() {
	[[ $1 == patched ]] || return 0
	printf -- '-I%q ' "$KMOD_DIR/patch"
	[[ $BACKEND != livepatch ]] || printf -- '-DKPATCH_LIVEPATCH '
}

command_file() {
	if [[ -n $OOT_MODULE ]] || is_new_object "$1"; then
		echo "$WORK/commands/$1.cmd"
	else
		echo "$KDIR/commands/$1.cmd"
	fi
}

# Runs in the background: leaves SIDE/OBJECT, or OBJECT.failed, and OBJECT.full where the
# disk is to blame; what the compiler says goes to OBJECT.err, if it can.
compile_one() {
	trap - ERR
	local side=$1 obj=$2 dir cmd
	dir=$TREE
	[[ -n $OOT_MODULE ]] || [[ $side == orig ]] && ! is_new_object "$obj" || dir=$WORK/tree
	cmd=$(compile_command "$side" "$obj")
	local out=$WORK/$side/$obj said status=0
	said=$(run_command "$dir" "$cmd" 2>&1) || status=1
	{ printf '%s' "${said:+$said$'\n'}" >"$out.err"; } 2>/dev/null || true
	if (( status )); then
		{ printf '%s\n' "$cmd" >"$out.failed"; } 2>/dev/null || true
		[[ ! $said =~ (': '|\')'No space left on device'\'?($|$'\n') ]] || : >"$out.full"
	elif [[ $side == orig ]] && ! is_new_object "$obj"; then
		keep_original "$obj"
	fi
}

# run_command DIR COMMAND: which may name parts of this tool.
run_command() {
	cd "$1" && LIB_DIR=$LIB_DIR bash -ec "$2"
}

# What failed is compiled once more as the author wrote it, so that messages
# name the lines of the diff.
recompile_failed() {
	local obj failed=() top=$WORK/tree
	for obj in "${OBJECTS[@]}"; do
		[[ ! -e $WORK/patched/$obj.failed ]] || failed+=("$obj")
	done
	(( ${#failed[@]} )) || return 0
	[[ -z $OOT_MODULE ]] || top=$WORK/oot.b
	unnumber_patched "$top"
	local -x CCACHE_DISABLE=1
	pool_start ${#failed[@]}
	for obj in "${failed[@]}"; do
		rm "$WORK/patched/$obj.failed"
		pool_run compile_one patched "$obj"
	done
	pool_wait
}

# Tell what failed, with the compiler's own words, and warnings in the log.
report_compiler() {
	local obj failed=()
	for obj in "${OBJECTS[@]}"; do
		log_compiler orig "$obj"
		log_compiler patched "$obj"
	done
	for obj in "${OBJECTS[@]}"; do
		if [[ -e $WORK/orig/$obj.failed ]]; then
			tell_compiler orig "$obj"
			die "${obj%.o}.c: the unpatched source does not compile here (this is no fault of the diff)"
		fi
	done
	for obj in "${OBJECTS[@]}"; do
		if [[ -e $WORK/patched/$obj.failed ]]; then
			tell_compiler patched "$obj"
			failed+=("${obj%.o}.c")
		fi
	done
	(( ${#failed[@]} == 0 )) || die "${failed[*]}: the patched source does not compile; see the compiler's messages above"
}

log_compiler() {
	local out=$WORK/$1/$2
	if [[ -s $out.err ]]; then cat "$out.err" 2>/dev/null >>"$LOG" || true; fi
	if [[ -e $out.failed ]]; then log "+ $(<"$out.failed")"; fi
}

# A full disk makes the compiler say many things, and only one of them matters.
tell_compiler() {
	local out=$WORK/$1/$2
	if [[ -e $out.full ]] || no_space_left; then
		die "could not compile: the disk is full; free some space in $CACHE, or set CACHEDIR to another place"
	fi
	progress_clear
	cat "$out.err" >&2
}
