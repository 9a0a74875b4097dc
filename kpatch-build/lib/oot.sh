# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# oot.sh: a module that is not of the kernel's tree, with a makefile of its own.
#
# Needs OOT_MODULE, the module as it runs, and OOT_SOURCE, which is only read.
# Leaves OBJECTS by their path in that source, and their commands in
# $WORK/commands.  The source lies twice in WORK, before and after the diff;
# in __FILE__ and debug info both have the name of the user's directory.

OOT_NAME=''		# as the file is called, without .ko

check_oot_args() {
	[[ -n $OOT_MODULE$OOT_SOURCE ]] || return 0
	[[ -n $OOT_MODULE && -n $OOT_SOURCE ]] ||
		die "--oot-module FILE and --oot-module-src DIR go together"
	(( ${#TARGETS[@]} == 0 )) || die "give -t or --oot-module, not both"
	[[ -s $OOT_MODULE ]] || die "--oot-module $OOT_MODULE: no such file"
	[[ -d $OOT_SOURCE ]] || die "--oot-module-src $OOT_SOURCE: no such directory"
	[[ -f $OOT_SOURCE/Kbuild || -f $OOT_SOURCE/Makefile ]] ||
		die "--oot-module-src $OOT_SOURCE: has neither Makefile nor Kbuild"
	OOT_MODULE=$(readlink -f -- "$OOT_MODULE")
	OOT_SOURCE=$(readlink -f -- "$OOT_SOURCE")
	OOT_NAME=${OOT_MODULE##*/}
	OOT_NAME=${OOT_NAME%.ko}
}

find_oot_scope() {
	local path obj sources=() others=()
	check_module_file "$OOT_MODULE" "$OOT_MODULE"
	SRC_TOP=$WORK/oot.a
	copy_oot_source "$SRC_TOP"
	apply_diffs
	(( ${#ADDED[@]} + ${#REMOVED[@]} == 0 )) ||
		die "refused: ${ADDED[*]}${REMOVED[*]}: files of a module outside of the kernel's tree cannot be added or removed; put new code into a file that is there"
	cp -a "$SRC_TOP" "$WORK/oot.b"
	for path in "${CHANGED[@]}"; do
		cp --remove-destination "$WORK/new/$path" "$WORK/oot.b/$path"
	done

	number_patched "$WORK/oot.b"

	mapfile -t OBJECTS < <(oot_objects)
	(( ${#OBJECTS[@]} )) ||
		die "$OOT_SOURCE: its makefile does not make $OOT_NAME.ko of C files for $RELEASE"
	for path in "${CHANGED[@]}"; do
		case $path in
		*.c)	if is_in "${path%.c}.o" "${OBJECTS[@]}"; then sources+=("${path%.c}.o"); else others+=("$path"); fi ;;
		*.h|*.inc|*.def)	others+=("$path") ;;
		Documentation/*|*.rst|*.txt|*.md|README*)	note "$path: documentation" ;;
		*)	refuse "$path: this kind of file is not supported; only C files and headers of a module can be patched" ;;
		esac
	done
	end_if_refused
	record_oot
	# what includes them is told by the text; a module has few objects
	if (( ${#others[@]} )); then
		sources=()
		for obj in "${OBJECTS[@]}"; do
			oot_text_same "$obj" || sources+=("$obj")
		done
		refuse_oot_assembly "${others[@]}"
		end_if_refused
	fi
	OBJECTS=("${sources[@]}")
	(( ${#OBJECTS[@]} )) || no_functional_change
	for obj in "${OBJECTS[@]}"; do
		OWNER["$obj"]=$OOT_NAME.ko
	done
	oot_symvers
	STAGE_NOTE="$(plural ${#OBJECTS[@]} object) of $OOT_NAME"
}

# What a build leaves is not source.
copy_oot_source() {
	mkdir "$1"
	(cd "$OOT_SOURCE" && tar -c --exclude=.git --exclude='*.o' --exclude='*.ko' --exclude='.*.cmd' \
		--exclude='*.mod' --exclude='*.mod.c' --exclude='.tmp*' --exclude=modules.order .) |
		tar -x -C "$1" --no-same-owner 2>>"$LOG" || command_failed "copy $OOT_SOURCE"
	chmod -R u+rwX "$1"
}

# The objects of the module, by its makefile.
oot_objects() {
	local to=$WORK/oot.built
	mkdir "$to"
	run_logged "read the makefile of $OOT_NAME" "${KMAKE[@]}" --no-print-directory \
		-f "$LIB_DIR/built.mk" "TO=$to" "M=$SRC_TOP" "build-roots=$SRC_TOP" kpatch-built
	cat /dev/null "$to"/built.* | awk -v top="$SRC_TOP/" -v name="${OOT_NAME//-/_}.ko" '
	NF == 2 {
		owner = $2
		sub(/.*\//, "", owner); gsub(/-/, "_", owner)
		if (owner == name && index($1, top) == 1) print substr($1, length(top) + 1)
	}' | while read -r obj; do
		if [[ -f $SRC_TOP/${obj%.o}.c ]]; then echo "$obj"; fi
	done | sort -u
}

# kbuild is asked for the whole module, with a compiler that compiles nothing.
record_oot() {
	local obj line
	put_recorder
	log "+ record $OOT_NAME"
	# modpost may well be unhappy with empty objects
	interruptible "${RECORDER[@]}" "KPATCH_RECORD=$SRC_TOP/" \
		"${KMAKE[@]}" -k "M=$SRC_TOP" modules >>"$LOG" 2>&1 || true
	for obj in "${OBJECTS[@]}"; do
		[[ -s $(record_file "$SRC_TOP" "$obj") ]] ||
			command_failed "get the command lines of $OOT_NAME"
		line=$(recorded_line "$(record_file "$SRC_TOP" "$obj")")
		mkdir -p "$(dirname "$WORK/commands/$obj")"
		printf '%s\n' "$line" >"$WORK/commands/$obj.cmd"
	done
}

# oot_command SIDE COMMAND: for the source of that side, under the user's name.
oot_command() {
	local side=$1 cmd=$2 top=$WORK/oot.a
	if [[ $side == patched ]]; then
		top=$WORK/oot.b
		cmd=${cmd//"$WORK/oot.a"/"$top"}
	fi
	printf '%s -ffile-prefix-map=%q=%q %s\n' "$CC" "$top" "$OOT_SOURCE" "${cmd#"$CC "}"
}

oot_text_same() {
	local cmd before after
	cmd=$(text_command "$(<"$WORK/commands/$1.cmd")" -P)
	before=$(text_sum "$TREE" "$(oot_command orig "$cmd")") &&
		after=$(text_sum "$TREE" "$(oot_command patched "$cmd")") || return 1
	[[ $before == "$after" ]]
}

# kbuild has assembled what is in assembly, and recorded how.
refuse_oot_assembly() {
	local source record
	while read -r source; do
		record=$(record_file "$SRC_TOP" "${source%.S}.o")
		[[ -s $record ]] || continue
		mkdir -p "$(dirname "$WORK/commands/$source")"
		recorded_line "$record" >"$WORK/commands/${source%.S}.o.cmd"
		oot_text_same "${source%.S}.o" ||
			refuse "$*: the change alters $source, which is assembly; only code compiled from C can be patched"
	done < <(cd "$SRC_TOP" && find . -name '*.S' -printf '%P\n' | sort)
}

# What it exports itself, and what other such modules export that it uses.
oot_symvers() {
	[[ -s $OOT_SOURCE/Module.symvers ]] || return 0
	cat "$SYMVERS" "$OOT_SOURCE/Module.symvers" >"$WORK/Module.symvers"
	SYMVERS=$WORK/Module.symvers
}
