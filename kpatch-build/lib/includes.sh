# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# includes.sh: which sources of vmlinux does a touched header reach?
#
# $KDIR/includes holds "INCLUDED<tab>INCLUDER" for every #include of the tree,
# made once.  Where the name alone does not tell which file is meant, there is
# a line for each that it can be: too many candidates cost time, one too few
# would make a wrong patch.  What remains is decided by the preprocessor:
# an object whose text is the same with and without the diff is left out.

SHARED=()		# of INDIRECT, what modules include too

# Headers that kbuild gives to every compilation with -include.
EVERYWHERE="include/linux/compiler-version.h include/linux/kconfig.h include/linux/compiler_types.h"

# sort_included: drop from INDIRECT what cannot change vmlinux, or refuse it.
# Leaves $WORK/reached, "TOUCHED<tab>INCLUDER" for every includer however deep.
sort_included() {
	[[ -s $UNITS ]] ||
		die "${INDIRECT[0]}: the vmlinux of $RELEASE has no debug info, so what this file reaches is not known; patch .c files only"
	included_by "${INDIRECT[@]}" >"$WORK/reached"

	local path kept=() sources=()
	for path in "${INDIRECT[@]}"; do
		reached_sources "$path" >"$WORK/reached.sources"
		if [[ -n $(comm -12 "$WORK/reached.sources" "$UNITS" | head -n 1) ]]; then
			kept+=("$path")
			note_modules "$path" "$(comm -23 "$WORK/reached.sources" "$UNITS" | wc -l)"
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

# What a file belongs to that only the sources listed in FILE include.
whose_header() {
	local n first
	n=$(wc -l <"$1")
	if (( n == 0 )); then
		echo "no source file includes it by its name, so what it reaches is not known"
		return
	fi
	first=$(head -n 3 "$1" | paste -sd, | sed 's/,/, /g')
	echo "no part of vmlinux includes it, only $(plural "$n" "source file") of modules or not built ($first$( (( n <= 3 )) || echo , ...)); modules cannot be patched yet, leave it out of the diff"
}

include_objects() {
	local source candidates=()
	while read -r source; do
		[[ " ${OBJECTS[*]} " == *" ${source%.c}.o "* ]] || candidates+=("${source%.c}.o")
	done < <(cut -f2 "$WORK/reached" | sort -u | comm -12 - "$UNITS")
	(( ${#candidates[@]} )) || return 0

	record_commands "${candidates[@]}"
	for source in "${candidates[@]}"; do
		[[ -s $KDIR/commands/$source.cmd ]] ||
			die "$source: vmlinux has it, but the kernel's makefiles do not make it; is this the right source and config?"
	done
	compare_preprocessed "${candidates[@]}"
}

# Modules are not patched yet.  The author may have said that vmlinux is meant.
note_modules() {
	local path=$1 others=$2
	(( others )) || return 0
	if is_in "$path" "${DIRECT[@]}" || only_comments "$path"; then
		return 0
	elif (( ${#TARGETS[@]} )); then
		SHARED+=("$path")
		note "$path: also included by $others source files that are not part of vmlinux; modules among them keep the old text"
	else
		refuse "$path: also included by $(plural "$others" "source file") that are not part of vmlinux, and modules cannot be patched yet; give -t vmlinux if the modules may keep the old text"
	fi
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
