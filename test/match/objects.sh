# shellcheck shell=bash disable=SC2034,SC2154 # variables of kpatch-build's stages and of run-match
# SPDX-License-Identifier: GPL-2.0-only
#
# objects.sh: which objects are tried, and how they are compiled and compared.

# spread N: N of the lines of standard input, at equal distances.
spread() {
	local lines i
	mapfile -t lines
	for ((i = 0; i < $1 && i < ${#lines[@]}; i++)); do
		echo "${lines[i * ${#lines[@]} / ($1 < ${#lines[@]} ? $1 : ${#lines[@]})]}"
	done
}

# objects_of_vmlinux N, objects_of_modules N: of each module that is picked one.
objects_of_vmlinux() {
	sed 's/c$/o/' "$UNITS" | while read -r obj; do
		if [[ -f $TREE/${obj%.o}.c ]]; then echo "$obj"; fi
	done | spread "$1"
}

objects_of_modules() {
	awk -F'\t' '
	{ owners[$1]++; line[NR] = $0 }
	END {
		for (i = 1; i <= NR; i++) {
			split(line[i], field, "\t")
			if (field[2] != "vmlinux" && owners[field[1]] == 1 && !(field[2] in seen)) {
				seen[field[2]] = 1
				print field[1]
			}
		}
	}' "$KDIR/built" | while read -r obj; do
		if [[ -f $TREE/${obj%.o}.c ]]; then echo "$obj"; fi
	done | spread "$1"
}

# ready OBJECT...: their owners are known, the modules as shipped are there, the commands recorded.
ready() {
	local owned
	REFUSED=()
	find_owners "$@"
	end_if_refused
	mapfile -t owned < <(owners "$@")
	get_modules "${owned[@]}"
	record_commands "$@"
}

# compile_originals OBJECT...: as kpatch-build does.
compile_originals() {
	local obj
	pool_start $#
	for obj; do
		mkdir -p "$(dirname "$WORK/orig/$obj")"
		[[ ! -e $WORK/orig/$obj ]] || continue
		original_cached "$obj" || pool_run compile_one orig "$obj"
	done
	pool_wait
}

# The functions of an object that a patch could replace.
patchable() {
	objdump -t "$1" | awk '/^[0-9a-f]+ [lg].....F / {
		n = split($0, part, "\t"); section = part[1]; sub(/.* /, "", section)
		if (section ~ /^\.text|^\.noinstr|^\.[a-z]*\.text/ && section !~ /^\.(init|exit)/) {
			n = split(part[2], word, " ")
			if (word[1] !~ /^0+$/) print word[n]
		}
	}' | sort -u
}

# match_all OBJECT...: kpatch-build's own comparison, of all functions; leaves
# $WORK/match/OBJECT.status and .stderr.
match_all() {
	local obj
	pool_start $#
	for obj; do
		mkdir -p "$(dirname "$WORK/match/$obj")"
		pool_run match_whole "$obj"
	done
	pool_wait
}

match_whole() {
	trap - ERR
	local function
	CHANGES=()
	while read -r function; do
		CHANGES+=("$1: changed function: $function")
	done < <(patchable "$WORK/orig/$1")
	DEBUG=1
	match_one "$1"
}
