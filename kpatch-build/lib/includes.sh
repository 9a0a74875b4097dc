# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# includes.sh: which sources of the targets does a touched header reach?
#
# By the index of include-index.sh, which has too many rather than too few.  What
# remains is decided by the preprocessor: an object whose text is the same with and
# without the diff is left out.

SHARED=()		# of INDIRECT, what others than the targets include too
SAME_TEXT=()		# of what includes it, what reads the same with the diff

# Headers that kbuild gives to every compilation with -include.
EVERYWHERE="include/linux/compiler-version.h include/linux/kconfig.h include/linux/compiler_types.h"

# sort_included: drop from INDIRECT what cannot change the targets, or refuse it.
# Leaves $WORK/reached, "TOUCHED<tab>INCLUDER" for every includer however deep.
sort_included() {
	included_by "${INDIRECT[@]}" >"$WORK/reached"
	(( ! FULL_BUILD )) || reach_all >>"$WORK/reached"

	local path kept=() sources=()
	for path in "${INDIRECT[@]}"; do
		reached_sources "$path" >"$WORK/reached.sources"
		if [[ -n $(comm -12 "$WORK/reached.sources" "$TARGET_UNITS" | head -n 1) ]]; then
			kept+=("$path")
			note_others "$path" "$(comm -12 "$WORK/reached.sources" "$OTHER_UNITS" | wc -l)"
		elif is_in "$path" "${ADDED[@]}" "${DIRECT[@]}"; then
			kept+=("$path")
		elif [[ $path == *.c && ! -s $WORK/reached.sources ]]; then
			sources+=("$path")
		elif only_comments "$path"; then
			note "$path: only comments change"
		else
			refuse "$path: $(whose_header "$WORK/reached.sources" "$path")"
		fi
	done
	INDIRECT=("${kept[@]}")
	foreign_source "${sources[@]}"
}

# --full-build: whatever the includes say, everything may see what is touched.
reach_all() {
	awk -v touched="${INDIRECT[*]}" '
	BEGIN { n = split(touched, path, " ") }
	{ for (i = 1; i <= n; i++) print path[i] "\t" $0 }' "$TARGET_UNITS"
}

is_in() {
	local want=$1 item
	shift
	for item; do
		[[ $item != "$want" ]] || return 0
	done
	return 1
}

reached_sources() {
	awk -F'\t' -v path="$1" '$1 == path && $2 ~ /\.c$/ { print $2 }' "$WORK/reached" | sort -u
}

# whose_header SOURCES PATH: what a file belongs to that no source of the targets includes.
whose_header() {
	local others=$WORK/reached.others n
	comm -12 "$1" "$OTHER_UNITS" >"$others"
	if [[ -s $others ]]; then
		echo "only sources that no -t names (${TARGETS[*]}) include it ($(first_of "$others")); name what they belong to as well, or leave it out of the diff"
		return
	fi
	n=$(wc -l <"$1")
	awk -F'\t' -v path="$2" '$1 == path && $2 ~ /[.]S$/ { print $2 }' "$WORK/reached" | sort -u >"$others"
	if (( n == 0 )) && [[ -s $others ]]; then
		echo "only assembly includes it ($(first_of "$others")); only code compiled from C can be patched"
	elif (( n == 0 )); then
		echo "no source file includes it by its name, so what it reaches is not known"
	else
		echo "only source files that this kernel's configuration does not build include it ($(first_of "$1")); leave it out of the diff"
	fi
}

# first_of FILE [HOW MANY]: its first lines in one.
first_of() {
	local n most=${2:-3}
	n=$(wc -l <"$1")
	echo "$(head -n "$most" "$1" | paste -sd, | sed 's/,/, /g')$( (( n <= most )) || echo " and $((n - most)) more")"
}

CANDIDATES=()		# objects whose sources include a touched file

find_candidates() {
	local source obj
	CANDIDATES=()
	while read -r source; do
		[[ " ${OBJECTS[*]} " == *" ${source%.c}.o "* ]] || CANDIDATES+=("${source%.c}.o")
	done < <(cut -f2 "$WORK/reached" | sort -u | comm -12 - "$TARGET_UNITS" | made_by kbuild)
	(( ${#CANDIDATES[@]} )) || return 0

	record_commands "${CANDIDATES[@]}"
	for obj in "${CANDIDATES[@]}"; do
		[[ -s $KDIR/commands/$obj.cmd ]] ||
			die "$obj: the kernel has it, but the kernel's makefiles do not make it; is this the right source and config?"
	done
}

include_objects() {
	local before=${#OBJECTS[@]}
	(( ${#CANDIDATES[@]} )) || return 0
	compare_preprocessed "${CANDIDATES[@]}"
	find_owners "${OBJECTS[@]:before}"
}

# made_by kbuild|another: sources that are here and whose object kbuild makes by its own
# rule, or a makefile by another.
made_by() {
	local source
	awk -v by="$1" '
	FILENAME != "-" { sub(/\t.*/, ""); made[$0] = 1; next }
	{
		object = $0
		sub(/[.]c$/, ".o", object)
		if ((object in made) == (by == "kbuild")) print
	}' "$KDIR/built" - | while read -r source; do
		if [[ -f $TREE/$source ]]; then echo "$source"; fi
	done
}

# The author has said what is meant; what else includes the file keeps the old text.
note_others() {
	local path=$1 others=$2
	(( others )) || return 0
	if is_in "$path" "${DIRECT[@]}" || only_comments "$path"; then
		return 0
	fi
	SHARED+=("$path")
	note "$path: also included by $(plural "$others" "source file") of what no -t names; that keeps the old text"
}

is_included() {
	[[ -e $KDIR/includes ]] && grep -q -m1 "^$1"$'\t' "$KDIR/includes"
}

# included_by FILE...: "FILE<tab>INCLUDER" for all that include it, however deep.
included_by() {
	printf '%s\n' "$@" | awk -F'\t' -v everywhere=" $EVERYWHERE " -v units="$UNITS" '
	FILENAME == "-" { start[++starts] = $0; next }
	{ includers[$1] = includers[$1] "\n" $2 }
	END {
		for (s = 1; s <= starts; s++) {
			split("", seen)
			queue[last = 1] = start[s]; seen[start[s]] = 1; all = 0
			for (i = 1; i <= last; i++) {
				if (index(everywhere, " " queue[i] " ")) all = 1
				n = split(includers[queue[i]], file, "\n")
				for (j = 2; j <= n; j++)
					if (!(file[j] in seen)) {
						seen[file[j]] = 1
						queue[++last] = file[j]
						print start[s] "\t" file[j]
					}
			}
			if (all) {
				while ((getline unit < units) > 0) print start[s] "\t" unit
				close(units)
			}
		}
	}' - "$KDIR/includes"
}

# Add those objects whose preprocessed text the diff alters.  When it alters each of a
# few, it alters nearly all: the rest is compiled unasked, for to compare objects says
# the same and only takes longer.
compare_preprocessed() {
	local sample=() rest=() i=0 obj
	for obj; do
		if (( i++ % ($# / 6 + 1) )); then rest+=("$obj"); else sample+=("$obj"); fi
	done
	(( $# < 100 )) || note "$# objects include what the diff changes; comparing the text of some first"
	compare_texts "${sample[@]}"
	if (( ${#SAME_TEXT[@]} )); then
		compare_texts "${rest[@]}"
	else
		log "scope: all of ${#sample[@]} read otherwise, so the other ${#rest[@]} were not asked"
		OBJECTS+=("${rest[@]}")
	fi
	log "scope: $# candidates, ${#SAME_TEXT[@]} read the same after the preprocessor"
}

# compare_texts OBJECT...: adds each to OBJECTS, or to SAME_TEXT.
compare_texts() {
	local obj
	mkdir -p "$WORK/text"
	pool_start $#
	for obj; do
		pool_run compare_one "$obj"
	done
	pool_wait
	for obj; do
		if [[ -e $WORK/text/${obj//\//,}.same ]]; then
			SAME_TEXT+=("$obj")
		else
			OBJECTS+=("$obj")	# or no text: compile it, and hear what is wrong
		fi
	done
}

# Runs in the background.  What cannot be told counts as altered.
compare_one() {
	trap - ERR
	local obj=$1 cmd before after
	cmd=$(text_command "$(<"$KDIR/commands/$obj.cmd")" -P)
	before=$(text_sum "$TREE" "$cmd") && after=$(text_sum "$WORK/tree" "$cmd") || return 0
	if [[ $before == "$after" ]]; then
		: >"$WORK/text/${obj//\//,}.same"
	fi
}

# text_command COMMAND [OPTION...]: a recorded command that prints what the compiler
# would see.  What it calls the object may differ from the object's path.
text_command() {
	local cmd=${1%% ; *}
	shift
	sed -E "s/ -Wp,-MM?D,[^ ]+//; s/ -c -o [^ ]+ / -E${*:+ $*} -o - /" <<<"$cmd"
}

# text_sum DIR COMMAND: of all that it prints; false when it fails or prints nothing.
text_sum() {
	(
		set -o pipefail
		cd "$1" && eval "$2" 2>/dev/null | { IFS= read -r first && { printf '%s\n' "$first"; cat; } | sha256sum; }
	)
}
