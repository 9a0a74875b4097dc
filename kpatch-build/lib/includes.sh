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

# Headers that kbuild gives to every compilation with -include.
EVERYWHERE="include/linux/compiler-version.h include/linux/kconfig.h include/linux/compiler_types.h"

include_objects() {
	[[ -s $UNITS ]] ||
		die "$1: the vmlinux of $RELEASE has no debug info, so what this file reaches is not known; patch .c files only"
	local reached=$WORK/reached source
	included_by "$@" >"$reached"
	local candidates=()
	while read -r source; do
		[[ " ${OBJECTS[*]} " == *" ${source%.c}.o "* ]] || candidates+=("${source%.c}.o")
	done < <(sort -u "$reached" | comm -12 - "$UNITS")
	note_modules "$reached" "$@"
	(( ${#candidates[@]} )) || return 0

	record_commands "${candidates[@]}"
	compare_preprocessed "${candidates[@]}"
}

# Modules are not patched yet: say so when a header is theirs too.
note_modules() {
	local reached=$1 others
	shift
	others=$(sort -u "$reached" | awk '/\.c$/' | comm -23 - "$UNITS" | wc -l)
	(( others == 0 )) ||
		note "$*: also included by $others source files that are not part of vmlinux; modules among them keep the old text"
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

# included_by FILE...: every file that includes one of them, however deep.
included_by() {
	printf '%s\n' "$@" | awk -F'\t' -v everywhere=" $EVERYWHERE " '
	FILENAME == "-" { queue[++last] = $0; seen[$0] = 1; next }
	{ includers[$1] = includers[$1] "\n" $2 }
	END {
		for (i = 1; i <= last; i++) {
			if (index(everywhere, " " queue[i] " ")) all = 1
			n = split(includers[queue[i]], file, "\n")
			for (j = 2; j <= n; j++)
				if (!(file[j] in seen)) {
					seen[file[j]] = 1
					queue[++last] = file[j]
					print file[j]
				}
		}
		if (all) print "everything" >"/dev/stderr"
	}' - "$KDIR/includes" 2>"$WORK/everywhere"
	if [[ -s $WORK/everywhere ]]; then
		cat "$UNITS"
	fi
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
