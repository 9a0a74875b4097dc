# shellcheck shell=bash disable=SC2001,SC2034,SC2154 # variables of kpatch-build's stages and of run-corpus
# SPDX-License-Identifier: GPL-2.0-only
#
# judge.sh: what does create-diff-object say about two variants of an object?
#
#	judge_object OBJECT [VARIANT]	against itself, and against VARIANT (blank)
#
# prints one line for the object and counts it in LEDGER.

# compare OBJECT FROM TO: leaves status and, in said.*, what it says.
compare() {
	local obj=$1 parent=$CDO_PARENT said=$WORK/said/$1
	mkdir -p "${said%/*}"
	if [[ -z $parent ]] || object_of_module "$obj"; then
		parent=$said.symtab
		fake_symtab "$STORE/$2/$obj" >"$parent"
	fi
	status=0
	(
		cd "$STORE/$3" || exit
		timeout 60 "$CDO" "$STORE/$2/$obj" "$obj" vmlinux "$parent" "${CDO_SYMVERS:-/dev/null}" corpus "$said.o"
	) >"$said.stdout" 2>"$said.stderr" || status=$?
}

object_of_module() {
	grep -q -- ' -DMODULE ' "$KDIR/commands/$1.cmd"
}

# The symbol table of a kernel that consists of this object and, at addresses of their own, of all it
# refers to: functions where it calls them.
fake_symtab() {
	awk '
		FNR == NR {
			if ($3 ~ /PLT|CALL26|JUMP26|REL24|_B26/)
				called[$5] = 1
			next
		}
		$7 == "UND" && $8 != "" {
			$2 = sprintf("%016x", 2147483648 + 16 * FNR)
			$4 = ($8 in called) ? "FUNC" : "OBJECT"
			$7 = 1
		}
		{ print }' <(readelf -rW "$1") <(readelf -sW "$1")
}

# changed_functions OBJECT: those that differ, sorted; not those that only call one that cannot be redirected.
changed_functions() {
	sed -nE '/ \(calls /d; s/^[^:]*: changed function: ([^ ]+).*/\1/p' "$WORK/said/$1.stdout" | LC_ALL=C sort -u
}

# expected_changes SET OBJECT: the functions that may be named, for their line number truly matters.
expected_changes() {
	[[ ! -e $corpus_dir/$1.expect ]] ||
		sed -nE "s|^$2 ([^ #]+).*|\1|p" "$corpus_dir/$1.expect" | LC_ALL=C sort -u
}

judge_object() {
	local set=$1 obj=$2 status expected
	if [[ ! -e $STORE/orig/$obj || ! -e $STORE/blank/$obj ]]; then
		verdict fail "$obj" "it did not compile" "$(tail -n 5 "$STORE"/{orig,blank}/"$obj.failed" 2>&1)"
		return
	fi
	compare "$obj" orig orig
	if [[ $status -ne 3 ]]; then
		verdict fail "$obj" "against itself: exit $status" "$(said "$obj")"
		return
	fi
	compare "$obj" orig blank
	expected=$(expected_changes "$set" "$obj")
	if [[ $status -eq 3 && -n $expected ]]; then
		verdict fail "$obj" "a blank line on top changes nothing, $set.expect says:" "$expected"
	elif [[ $status -eq 3 ]]; then
		verdict pass "$obj" ''
	elif [[ $status -eq 0 && $(changed_functions "$obj") == "$expected" ]]; then
		verdict pass "$obj" "$(wc -l <<<"$expected") function(s) whose line number matters, as expected"
	else
		verdict fail "$obj" "with a blank line on top: exit $status" "$(said "$obj")"
	fi
}

said() {
	cat "$WORK/said/$1.stdout" "$WORK/said/$1.stderr" | head -n 20
}

# verdict pass|fail|skip|refused OBJECT NOTE [TEXT]
verdict() {
	local mark=${1/fail/FAIL}
	printf '%s corpus-%s/%s\n' "$1" "$set" "$2" >>"$LEDGER"
	printf '%-7s  %s%s\n' "$mark" "$set/$2" "${3:+: $3}"
	[[ -z ${4:-} ]] || sed 's/^/      /' <<<"$4"
}
