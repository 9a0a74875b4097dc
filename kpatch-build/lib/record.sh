# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# record.sh: with which command does kbuild make an object?
#
# Asking kbuild costs its start each time, so it is asked once per object and
# kernel, without compiling anything (see record-cc.sh).  The answers are kept in
# $KDIR/commands/OBJECT.cmd, as shell text to be run at the top of the tree.

# record_commands OBJECT...: have a command for each that kbuild can make.
record_commands() {
	local obj missing=()
	for obj; do
		[[ -s $KDIR/commands/$obj.cmd ]] || missing+=("$obj")
	done
	(( ${#missing[@]} )) || return 0

	lock_turn
	local i at_once=100
	for ((i = 0; i < ${#missing[@]}; i += at_once)); do
		progress "asking kbuild for command lines $i/${#missing[@]}"
		record_in "$TREE" "$KDIR/commands" "${missing[@]:i:at_once}"
	done
	unlock_turn
}

# record_in TREE DIR GOAL...: the same for any tree; leaves DIR/OBJECT.cmd.  A goal is an object,
# or, with / at its end, a directory with all that the config builds in it.
record_in() {
	local tree=$1 dir=$2 obj record names=() objects=() made=()
	shift 2
	put_recorder

	local make=("${KMAKE[@]}")
	make[2]=$tree
	log "+ record $*"
	mapfile -t names < <(kbuild_names "$@")
	# Some directories (arch/x86/power) are entered from two sides, and the two
	# get into each other's way: what fails in parallel is tried once more.
	if ! ask_kbuild "${names[@]}" && ! ask_kbuild -j 1 "${names[@]}"; then
		log_says 'No rule to make target' || command_failed "get the kernel's command lines"
	fi

	mapfile -t objects < <(recorded_objects "$tree" "$@")
	make_directories "$dir" "${objects[@]}"
	for obj in "${objects[@]}"; do
		record=$(record_file "$tree" "$obj")
		[[ -e $record ]] || continue
		recorded_line "$record" >"$dir/$obj.cmd.tmp.$$"
		[[ -s $dir/$obj.cmd.tmp.$$ ]] || die "$obj: kbuild left no record of its command line"
		mv "$dir/$obj.cmd.tmp.$$" "$dir/$obj.cmd"
		made+=("$tree/$obj" "$record")
	done
	(( ! ${#made[@]} )) || printf '%s\0' "${made[@]}" | xargs -0 rm -f
}

RECORDER=()

# Leaves RECORDER, to be put before kbuild: the compiler is record-cc.sh then.
put_recorder() {
	local bin=$WORK/bin real
	real=$(command -v "$CC")
	mkdir -p "$bin"
	install -m 755 "$LIB_DIR/record-cc.sh" "$bin/${CC##*/}"
	RECORDER=(env "PATH=$bin:$PATH" "KPATCH_REAL_CC=$real" "KPATCH_EMPTY=$bin/empty.o")
}

recorded_objects() {
	local tree=$1 goal file obj
	shift
	for goal; do
		if [[ $goal != */ ]]; then
			echo "$goal"
			continue
		fi
		while IFS= read -r file; do
			obj=${file#"$tree/"}
			obj=${obj%/*}/${obj##*/.}
			obj=${obj%.cmd}
			if grep -qF -- " -c -o $obj ${obj%.o}.c" "$file"; then echo "$obj"; fi
		done < <(find "$tree/$goal" -name '.*.o.cmd')
	done
}

RECORDMCOUNT=''		# does the kernel's build call it for each object?

# recorded_line FILE: the command in kbuild's record, as a shell understands it.
recorded_line() {
	local line
	read -r line <"$1" || true
	[[ $line =~ ^(saved)?cmd_[^\ ]+\ :=\ (.*) ]] || return 0
	line=${BASH_REMATCH[2]}
	# as make writes it: $$ is $, and # is escaped
	line=${line//\$\$/\$}
	line=${line//\\#/#}
	# where this tool lies is said when the command is run: it may have moved
	# shellcheck disable=SC2016	# for the shell that runs it
	line=${line//" $LIB_DIR/"/' "$LIB_DIR"/'}
	[[ $FLAGS_PLACE != last ]] || line=${line/ -c -o / $OBJECT_FLAGS -c -o }
	if [[ -z $RECORDMCOUNT ]]; then
		RECORDMCOUNT=$(if config_has FTRACE_MCOUNT_USE_RECORDMCOUNT; then echo yes; else echo no; fi)
	fi
	if [[ $RECORDMCOUNT == yes ]]; then
		line+=" ; ./scripts/recordmcount $(recorded_name "$line")"
	fi
	echo "$line"
}

# What kbuild calls the object of a recorded command.
recorded_name() {
	[[ $1 =~ ' -c -o '([^ ]+)' ' ]]
	echo "${BASH_REMATCH[1]}"
}

# ask_kbuild [OPTION...] OBJECT...: with make of record_in.  What comes
# before compiling is there already (-o); a copied tree would make it anew.
ask_kbuild() {
	local there=(-o prepare -o scripts)
	# On some CPUs preparing also tells the compiler where the stack's canary is.
	if grep -qs '^prepare: *stack_protector_prepare' "$tree/arch/$SRCARCH/Makefile"; then
		there=(-o prepare0 -o vdso_prepare -o tools/objtool -o tools/bpf/resolve_btfids -o scripts)
	fi
	interruptible "${RECORDER[@]}" "KPATCH_RECORD= $* " \
		"${make[@]}" -k "${there[@]}" "$@" >>"$LOG" 2>&1
}

record_file() {
	local dir=''
	[[ $2 != */* ]] || dir=${2%/*}/
	echo "$1/$dir.${2##*/}.cmd"
}
