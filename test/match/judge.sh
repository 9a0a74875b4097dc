# shellcheck shell=bash disable=SC2034,SC2154 # variables of kpatch-build's stages and of run-match
# SPDX-License-Identifier: GPL-2.0-only
#
# judge.sh: what was said of the objects, counted.

# row SET WHAT VALUE...
row() {
	local IFS=$'\t'
	printf '%s\n' "$*" >>"$TABLE"
}

print_table() {
	column -t -s $'\t' "$TABLE"
	! grep -q $'\twrong' "$TABLE"
}

# functions_seen OBJECT...: compared, undecided, all in all.
functions_seen() {
	local obj
	for obj; do
		cat "$WORK/match/$obj.stderr"
	done | sed -nE 's/.*: ([0-9]+) functions compared, ([0-9]+) differ, ([0-9]+) not decided$/\1 \2 \3/p' |
		awk '{ c += $1; d += $2; u += $3 } END { print c + 0, d + 0, u + 0 }'
}

try_untouched() {
	local obj objects=() of_modules alarms=() modules vmlinux counts
	of_modules=$((wanted * 35 / 100))
	mapfile -t vmlinux < <(objects_of_vmlinux $((wanted - of_modules)))
	mapfile -t modules < <(objects_of_modules "$of_modules")
	objects=("${vmlinux[@]}" "${modules[@]}")
	ready "${objects[@]}"
	stage compile compile_untouched
	match_all "${objects[@]}"
	for obj in "${objects[@]}"; do
		grep -E '^(error|warning): ' "$WORK/match/$obj.stderr" >"$WORK/match/$obj.told" || true
		[[ $(<"$WORK/match/$obj.status") == 0 && ! -s $WORK/match/$obj.told ]] || alarms+=("$obj")
	done
	for obj in "${alarms[@]}"; do
		echo "ALARM $obj (${OWNER[$obj]}): status $(<"$WORK/match/$obj.status")"
		cat "$WORK/match/$obj.told"
	done
	read -r -a counts < <(functions_seen "${objects[@]}")
	row untouched "${#objects[@]} objects (${#modules[@]} of modules)" \
		"${counts[0]} functions compared, ${counts[2]} not decided" "${#alarms[@]} alarms" \
		"$( (( ${#alarms[@]} )) && echo wrong || echo right)"
}

compile_untouched() {
	compile_originals "${objects[@]}"
	OBJECTS=("${objects[@]}")
	report_compiler
}

# The instructions that a patch could replace, each field that a relocation fills in by what it names.
machine_code_of() {
	objdump -dr --no-addresses --no-show-raw-insn "$1" | awk '
		/^Disassembly of section/ { on = $4 !~ /^\.(init|exit)/; next }
		# objdump tells places by a name that may have a number of this compilation
		{ gsub(/__UNIQUE_ID_[A-Za-z0-9_]+/, "__UNIQUE_ID_") }
		on && /R_[A-Z0-9_]+/ { sub(/(\.rodata[^ ]*\.str[^ ]*|\.LC[0-9]*)\+0x[0-9a-f]+$/, "string") }
		on'
}

# Objects that came out as for the stock kernel must match; the others must not, for the right cause.
judge_variant() {
	local obj wrong=() also as_before=0 false=0 differing=0 caught=0 named=0
	for obj in "${objects[@]}"; do
		[[ $(<"$WORK/match/$obj.status") != 1 ]] || wrong+=("$obj")
	done
	also=$(known_differences "${wrong[@]}")
	for obj in "${objects[@]}"; do
		judge_object
	done
	[[ -z $also ]] || echo "$name$also"
	row "$set $name" "$as_before as before, $false false alarms" "$differing differ, $caught caught" "$named named" \
		"$( (( differing && caught == differing && named == differing && ! false )) && echo right || echo wrong)"
}

# What may be named, one a line: with an option go those that it selects.
causes() {
	echo "$cause"
	[[ $how != flip_option ]] || other_options "$TREE/.config" "$stock/config"
}

# Counts in judge_variant's variables.
judge_object() {
	local told=$WORK/match/$obj.told status
	status=$(<"$WORK/match/$obj.status")
	grep -E '^(error|warning): ' "$WORK/match/$obj.stderr" >"$told" || true
	if cmp -s <(machine_code_of "$stock_work/orig/$obj") <(machine_code_of "$WORK/orig/$obj"); then
		as_before=$((as_before + 1))
		[[ $status != 1 ]] || { false=$((false + 1)); tell_object "FALSE ALARM"; }
		return 0
	fi
	differing=$((differing + 1))
	if [[ $status != 1 ]]; then
		tell_object "NOT CAUGHT"
		return 0
	fi
	caught=$((caught + 1))
	# to the end: cat must not be cut off
	if cat - "$told" <<<"$also" | grep -wF -f <(causes) >/dev/null; then
		named=$((named + 1))
		tell_object "caught, named"
	else
		tell_object "caught, NOT NAMED"
	fi
}

tell_object() {
	echo "$name: $obj: $1: $(head -n 1 "$WORK/match/$obj.told" | cut -c1-300)"
}
