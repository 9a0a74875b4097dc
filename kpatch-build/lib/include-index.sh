# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# include-index.sh: who includes whom in the kernel's tree?
#
# $KDIR/includes holds "INCLUDED<tab>INCLUDER" for every #include of the tree,
# made once.  Where the name alone does not tell which file is meant, there is
# a line for each that it can be: too many candidates cost time, one too few
# would make a wrong patch.

index_includes() {
	progress "indexing the includes of $RELEASE"
	local tmp=$KDIR/includes.tmp.$$
	(
		cd "$TREE" || exit 1
		# 1: the files; 2: their #include lines as FILE:#include "NAME", and macros that
		# are the name of a file, for an #include can name the macro; 3: files of
		# places that are otherwise passed over, which an #include can name by its path
		{
			find . \( -path ./Documentation -o -path ./tools -o \
				  \( -path './arch/*' ! -path "./arch/$SRCARCH" ! -path "./arch/$SRCARCH/*" ! -name arch \) \) \
				-prune -o \( -type f -o -type l \) \( -name '*.[chS]' -o -name '*.inc' -o -name '*.def' \) -print
			# but for what is compiled into this kernel nevertheless
			grep -E '^(tools|arch)/' "$UNITS" | grep -v "^arch/$SRCARCH/" || true
		} | sed 's|^\./||' >"$WORK/index.files"
		find tools arch -name '*.[ch]' >"$WORK/index.others"
		tr '\n' '\0' <"$WORK/index.files" |
			xargs -0 grep -HoE '^[[:space:]]*#[[:space:]]*(include[[:space:]]*["<][^">]+[">]|define[[:space:]]+[A-Za-z0-9_]+[[:space:]]+["<][^">[:space:]]+[.][ch][">])' >"$WORK/index.lines" || true
		{
			resolve_includes "$WORK/index.files" "$WORK/index.lines" "$WORK/index.others" "$SRCARCH"
			# a link stands for the file that it leads to
			find include "arch/$SRCARCH/include" -type l -name '*.h' | while read -r file; do
				printf '%s\t%s\n' "$(realpath --relative-to=. "$file")" "$file"
			done
		} | sort -u >"$tmp"
	)
	[[ -s $tmp ]] || die "could not index the includes of $RELEASE"
	mv "$tmp" "$KDIR/includes"
	rm -f "$WORK"/index.{files,lines,others}
}

resolve_includes() {
	awk -v arch="$4" -v others="$3" '
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

	BEGIN { while ((getline line < others) > 0) exists[line] = 1 }
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
