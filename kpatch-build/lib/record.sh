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
	local tree=$1 dir=$2 obj bin=$WORK/bin real line
	shift 2
	real=$(command -v "$CC")
	mkdir -p "$bin"
	install -m 755 "$LIB_DIR/record-cc.sh" "$bin/${CC##*/}"

	local make=("${KMAKE[@]}")
	make[2]=$tree
	log "+ record $*"
	# Some directories (arch/x86/power) are entered from two sides, and the two
	# get into each other's way: what fails in parallel is tried once more.
	if ! ask_kbuild "$@" && ! ask_kbuild -j 1 "$@"; then
		log_says 'No rule to make target' || command_failed "get the kernel's command lines"
	fi

	for obj in $(recorded_objects "$tree" "$@"); do
		[[ -e $(record_file "$tree" "$obj") ]] || continue
		line=$(sed -nE '1s/^(saved)?cmd_[^ ]+ := //p' "$(record_file "$tree" "$obj")")
		[[ -n $line ]] || die "$obj: kbuild left no record of its command line"
		# as make writes it: $$ is $, and # is escaped
		line=${line//\$\$/\$}
		line=${line//\\#/#}
		if grep -q '^CONFIG_FTRACE_MCOUNT_USE_RECORDMCOUNT=y' "$CONFIG"; then
			line+=" ; ./scripts/recordmcount $obj"
		fi
		mkdir -p "$(dirname "$dir/$obj")"
		printf '%s\n' "$line" >"$dir/$obj.cmd.tmp.$$"
		mv "$dir/$obj.cmd.tmp.$$" "$dir/$obj.cmd"
		rm -f "$tree/$obj" "$(record_file "$tree" "$obj")"
	done
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

# ask_kbuild [OPTION...] OBJECT...: with bin and make of record_in.
ask_kbuild() {
	interruptible env "PATH=$bin:$PATH" "KPATCH_REAL_CC=$real" "KPATCH_RECORD= $* " \
		"${make[@]}" -k "$@" >>"$LOG" 2>&1
}

record_file() {
	echo "$1/$(dirname "$2")/.${2##*/}.cmd"
}

# object_owner OBJECT FILE: by the command in FILE, vmlinux or the module that
# the object is a part of, as fs/ext4/ext4.ko.
object_owner() {
	local obj=$1 cmd name
	cmd=$(<"$2")
	if [[ $cmd != *' -DMODULE '* ]]; then
		echo vmlinux
	elif [[ $cmd =~ -DKBUILD_MODNAME=\'?\"([^\"]*)\" ]]; then
		name=${BASH_REMATCH[1]}
		module_file "${obj%/*}" "$name"
	else
		die "$obj: kbuild compiles it for a module, but does not say for which"
	fi
}

# module_file DIR NAME: the path of module NAME, which has parts in DIR.  A
# makefile may take parts from directories below its own; the name that a
# module calls itself by has _ for -.
module_file() {
	local dir=$1 name=$2 word
	while :; do
		word=$(grep -hsoE "(^|[[:space:]=])${name//_/[_-]}\.o\b" "$TREE/$dir/Makefile" "$TREE/$dir/Kbuild" | head -n 1) || true
		if [[ -n $word ]]; then
			word=${word##*[[:space:]=]}
			echo "$dir/${word%.o}.ko"
			return
		fi
		[[ $dir == */* ]] || break
		dir=${dir%/*}
	done
	echo "$name.ko"
}
