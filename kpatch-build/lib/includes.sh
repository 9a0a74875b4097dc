# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# includes.sh: which sources of the targets does a touched header reach?
#
# $KDIR/includes holds "INCLUDED<tab>INCLUDER" for every #include of the tree,
# made once.  Where the name alone does not tell which file is meant, there is
# a line for each that it can be: too many candidates cost time, one too few
# would make a wrong patch.  What remains is decided by the preprocessor:
# an object whose text is the same with and without the diff is left out.

SHARED=()		# of INDIRECT, what others than the targets include too

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
			refuse "$path: $(whose_header "$WORK/reached.sources")"
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

# What a file belongs to that no source of the targets includes.
whose_header() {
	local others=$WORK/reached.others n
	comm -12 "$1" "$OTHER_UNITS" >"$others"
	if [[ -s $others ]]; then
		echo "only sources that no -t names (${TARGETS[*]}) include it ($(first_of "$others")); name what they belong to as well, or leave it out of the diff"
		return
	fi
	n=$(wc -l <"$1")
	if (( n == 0 )); then
		echo "no source file includes it by its name, so what it reaches is not known"
	else
		echo "only source files that this kernel's configuration does not build include it ($(first_of "$1")); leave it out of the diff"
	fi
}

first_of() {
	local n
	n=$(wc -l <"$1")
	echo "$(head -n 3 "$1" | paste -sd, | sed 's/,/, /g')$( (( n <= 3 )) || echo " and $((n - 3)) more")"
}

include_objects() {
	local source obj candidates=() before=${#OBJECTS[@]}
	while read -r source; do
		[[ " ${OBJECTS[*]} " == *" ${source%.c}.o "* ]] || candidates+=("${source%.c}.o")
	done < <(cut -f2 "$WORK/reached" | sort -u | comm -12 - "$TARGET_UNITS" | compiled_from_c)
	(( ${#candidates[@]} )) || return 0

	record_commands "${candidates[@]}"
	for obj in "${candidates[@]}"; do
		[[ -s $KDIR/commands/$obj.cmd ]] ||
			die "$obj: the kernel has it, but the kernel's makefiles do not make it; is this the right source and config?"
	done
	compare_preprocessed "${candidates[@]}"
	find_owners "${OBJECTS[@]:before}"
}

# kbuild's record has objects of assembly and of generated files too.
compiled_from_c() {
	local source
	while read -r source; do
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

index_includes() {
	progress "indexing the includes of $RELEASE"
	local tmp=$KDIR/includes.tmp.$$
	(
		cd "$TREE" || exit 1
		# 1: the files; 2: their #include lines as FILE:#include "NAME"
		find . \( -path ./Documentation -o -path ./tools -o -path ./samples -o \
			  \( -path './arch/*' ! -path "./arch/$SRCARCH" ! -path "./arch/$SRCARCH/*" ! -name arch \) \) \
			-prune -o -type f \( -name '*.[chS]' -o -name '*.inc' -o -name '*.def' \) -print |
			sed 's|^\./||' >"$WORK/index.files"
		tr '\n' '\0' <"$WORK/index.files" |
			xargs -0 grep -HoE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<][^">]+[">]' >"$WORK/index.lines" || true
		resolve_includes "$WORK/index.files" "$WORK/index.lines" "$SRCARCH" | sort -u >"$tmp"
	)
	[[ -s $tmp ]] || die "could not index the includes of $RELEASE"
	mv "$tmp" "$KDIR/includes"
	rm -f "$WORK/index.files" "$WORK/index.lines"
}

resolve_includes() {
	awk -v arch="$3" '
	# "a/b/../c/./d" is "a/c/d"
	function clean(path,  n, i, part, depth, out) {
		if (path !~ /\.\// ) return path
		n = split(path, part, "/"); depth = 0
		for (i = 1; i <= n; i++) {
			if (part[i] == "." || part[i] == "") continue
			if (part[i] == ".." && depth > 0) { depth--; continue }
			out[++depth] = part[i]
		}
		path = out[1]
		for (i = 2; i <= depth; i++) path = path "/" out[i]
		return path
	}
	function base(path) { sub(/.*\//, "", path); return path }

	NR == FNR { exists[$0] = 1; b = base($0); named[b] = named[b] " " $0; next }
	{
		colon = index($0, ":")
		file = substr($0, 1, colon - 1); line = substr($0, colon + 1)
		start = match(line, /["<]/)
		quoted = substr(line, start, 1) == "\""
		name = substr(line, start + 1, length(line) - start - 1)

		if (quoted) {
			dir = file; sub(/[^\/]*$/, "", dir)
			path = clean(dir name)
			if (path in exists) { print path "\t" file; next }
		}
		found = 0
		n = split("include arch/" arch "/include include/uapi arch/" arch "/include/uapi " \
			  "arch/" arch "/include/generated include/generated/uapi " \
			  "arch/" arch "/include/generated/uapi", root, " ")
		for (i = 1; i <= n; i++) {
			path = clean(root[i] "/" name)
			if (path in exists) { print path "\t" file; found = 1 }
		}
		if (found) next
		# through some -I of a makefile: any file that ends like this
		tail = name
		while (sub(/^\.\.?\//, "", tail)) ;
		tail = clean(tail)
		n = split(named[base(tail)], path_of, " ")
		for (i = 1; i <= n; i++) {
			path = path_of[i]
			if (path == tail || substr(path, length(path) - length(tail)) == "/" tail)
				print path "\t" file
		}
	}' "$1" "$2"
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

# Add those objects whose preprocessed text the diff alters.
compare_preprocessed() {
	local obj same=0
	note_time "$#"
	mkdir -p "$WORK/text"
	pool_start $#
	for obj; do
		pool_run compare_one "$obj"
	done
	pool_wait
	for obj; do
		if [[ -e $WORK/text/${obj//\//,}.same ]]; then
			same=$((same + 1))
		else
			OBJECTS+=("$obj")	# or no text: compile it, and hear what is wrong
		fi
	done
	log "scope: $# candidates, $same read the same after the preprocessor"
}

note_time() {
	(( $1 < 100 )) || note "$1 objects include what the diff changes; comparing their text first"
}

# Runs in the background.
compare_one() {
	trap - ERR
	local obj=$1 cmd before after
	cmd=$(<"$KDIR/commands/$obj.cmd")
	cmd=${cmd%% ; *}
	cmd=$(sed -E 's/ -Wp,-MM?D,[^ ]+//' <<<"$cmd")
	cmd=${cmd/ -c -o $obj/ -E -P -o -}
	before=$(cd "$TREE" && eval "$cmd" 2>/dev/null | sha256sum && (( PIPESTATUS[0] == 0 ))) || before=failed
	after=$(cd "$WORK/tree" && eval "$cmd" 2>/dev/null | sha256sum && (( PIPESTATUS[0] == 0 ))) || after=failed
	if [[ $before == "$after" && $before != failed ]]; then
		: >"$WORK/text/${obj//\//,}.same"
	fi
}
