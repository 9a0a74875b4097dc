# shellcheck shell=bash disable=SC2001,SC2034,SC2154 # variables of kpatch-build's stages and of run-corpus
# SPDX-License-Identifier: GPL-2.0-only
#
# statement.sh: does create-diff-object find what one more statement changes?
#
#	judge_statement OBJECT
#
# What it names must be what objdump shows to differ when the same statement is put in without
# moving a line: the function itself and those that it is inlined into.  A refusal is no pass:
# it is counted on its own, and its reason shown.

# A statement more in one function, the one that chosen_function names, on a line of its own ...
variant_statement() {
	insert_statement "$1" '\n'
}

# ... and the same without moving a line: what differs here differs by the statement alone.
variant_in_place() {
	insert_statement "$1" ''
}

insert_statement() {
	awk -v name="$(chosen_function "$1")" -v newline="$2" '
		index($0, name "(") && /^[a-z]/ && !/;/ { found = 1 }
		found && /^{/ && !done { $0 = "{" newline "\tasm volatile(\"nop\");"; done = 1 }
		/^}/ || /;/ { found = 0 }
		{ print }' "$1"
}

# forget_statements: unless they were made by this very script.
forget_statements() {
	local id
	id=$(short_hash <"$corpus_dir/statement.sh")
	[[ ! -e $STORE/chosen/id || $(<"$STORE/chosen/id") != "$id" ]] || return 0
	rm -rf "$STORE"/{chosen,statement,in_place}
	mkdir -p "$STORE/chosen"
	echo "$id" >"$STORE/chosen/id"
}

# chosen_function SOURCE: one from the middle of those that its object has and that can be found
# in the source.
chosen_function() {
	local obj=${1#"$TREE/"}
	obj=${obj%.c}.o
	mkdir -p "$STORE/chosen/${obj%/*}"
	[[ -e $STORE/chosen/$obj ]] || choose_function "$1" "$STORE/orig/$obj" >"$STORE/chosen/$obj"
	cat "$STORE/chosen/$obj"
}

choose_function() {
	awk '
		FNR == NR { if ($4 == "FUNC" && $3 > 40 && $7 in text) func_[$8] = 1
			    else if (/^ *\[ *[0-9]+\] \.text\./) text[substr($0, index($0, "[") + 1) + 0] = 1
			    next }
		/^[a-z].*[ *][a-z_0-9]+\(/ && !/;/ {
			name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name); next }
		/^{/ && name in func_ { found[n++] = name }
		/^}/ || /;/ { name = "" }
		END { if (n) print found[int(n / 2)] }' <(readelf -SW "$2" | sed 's/^ *\[ */[/'; readelf -sW "$2") "$1"
}

# One line for each function: its name, and its code as objdump shows it.
machine_code_of() {
	"$disassembler" -dr --no-show-raw-insn "$1" |
		sed -E 's/\.LC[0-9]+/.LC/g; s/(\.rodata\.)[A-Za-z_0-9]+\.str/\1str/g; s/\.[0-9]+//g; s/(__UNIQUE_ID_[a-z_]*)[0-9]+/\1/g' |
		awk '/^[0-9a-f]+ <[^.]/ { printf "\n%s", $2; next } /^Disassembly/ { printf "\n"; next } { printf "|%s", $0 }' |
		grep '^<' | LC_ALL=C sort
}

plain_names() {
	sed -E 's/^<//; s/>:.*//; s/\.[0-9]+//g; s/\.cold$//' | LC_ALL=C sort -u
}

judge_statement() {
	local set=$1 obj=$2 status name expected found disassembler
	name=$(cat "$STORE/chosen/$obj" 2>/dev/null) || true
	if [[ -z $name ]]; then
		verdict skip "$obj" "no function to change found"
		return
	fi
	if [[ ! -e $STORE/statement/$obj || ! -e $STORE/in_place/$obj ]]; then
		verdict fail "$obj" "it did not compile" "$(tail -n 5 "$STORE"/{statement,in_place}/"$obj.failed" 2>&1)"
		return
	fi
	disassembler=$(disassembler)
	expected=$(LC_ALL=C comm -3 <(machine_code_of "$STORE/orig/$obj") <(machine_code_of "$STORE/in_place/$obj") |
		tr -d '\t' | plain_names)
	compare "$obj" orig statement
	# Lines have moved, too.
	found=$(changed_functions "$obj" | LC_ALL=C comm -23 - <(expected_changes "$set" "$obj") | plain_names)
	if [[ -z $expected ]]; then
		verdict fail "$obj" "$name: objdump shows no change"
	elif [[ $status -eq 0 && $found == "$expected" ]]; then
		verdict pass "$obj" "$name: $(paste -sd' ' <<<"$found")"
	elif [[ $status -eq 1 ]]; then
		verdict refused "$obj" "$name" "$(said "$obj")"
	else
		verdict fail "$obj" "$name: exit $status; objdump shows $(paste -sd' ' <<<"$expected")" "$(said "$obj")"
	fi
}

# As the kernel's makefile names it.
disassembler() {
	local word tool=objdump
	for word in "${KMAKE[@]}"; do
		case $word in
		CROSS_COMPILE=*) tool=${word#*=}objdump ;;
		LLVM=*)		tool=llvm-objdump${word#*=} ;;
		esac
	done
	echo "$tool"
}
