# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# record.sh: with which command does kbuild make an object?
#
# Asking kbuild costs its start each time, so it is asked once per object and
# kernel, without compiling anything (see record-cc.sh).  The answers are kept in
# $KDIR/commands/OBJECT.cmd, as shell text to be run at the top of the tree.

# record_commands OBJECT...: have a command for each.
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

# record_in TREE DIR OBJECT...: the same for any tree; leaves DIR/OBJECT.cmd.
record_in() {
	local tree=$1 dir=$2 obj bin=$WORK/bin real line
	shift 2
	real=$(command -v "$CC")
	mkdir -p "$bin"
	install -m 755 "$LIB_DIR/record-cc.sh" "$bin/${CC##*/}"

	local make=("${KMAKE[@]}")
	make[2]=$tree
	log "+ record $*"
	if ! interruptible env "PATH=$bin:$PATH" "KPATCH_REAL_CC=$real" "KPATCH_RECORD= $* " \
	     "${make[@]}" -k "$@" >>"$LOG" 2>&1; then
		if log_says 'No rule to make target'; then
			for obj; do
				[[ -e $(record_file "$tree" "$obj") ]] ||
					die "${obj%.o}.c: the kernel's makefiles do not compile this file"
			done
		fi
		command_failed "get the kernel's command lines"
	fi

	for obj; do
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

record_file() {
	echo "$1/$(dirname "$2")/.${2##*/}.cmd"
}

# The module that an object belongs to, as kbuild says; vmlinux if none.
object_owner() {
	local cmd
	cmd=$(<"$1")
	if [[ $cmd != *' -DMODULE '* ]]; then
		echo vmlinux
	elif [[ $cmd =~ -DKBUILD_MODFILE=\'?\"([^\"]*)\" ]]; then
		echo "${BASH_REMATCH[1]}.ko"
	else
		echo "a module"
	fi
}
