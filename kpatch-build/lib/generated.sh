# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# generated.sh: does the build make code or tables out of a touched header?
#
# Programs that run while a kernel is built include headers of it (lib/gen_crc32table.c,
# scripts/selinux/genheaders), and makefiles give headers to scripts (cpufeatures.h).
# What they make is not made anew for a live patch: a diff that alters it is refused.
# Needs $WORK/reached, $KDIR/built and the patched tree.

refuse_generated() {
	local path source makefile stays='what is made of it stays as it is in a live patch; leave it out of the diff'
	while IFS=$'\t' read -r path source; do
		! differs "$source" program_of "$(dirname "$path")" ||
			refuse "$path: the change alters $source, a program that runs while the kernel is built; $stays"
	done < <(host_programs)
	while IFS=$'\t' read -r path makefile; do
		only_comments "$path" ||
			refuse "$path: $makefile gives it to a script while the kernel is built; $stays"
	done < <(given_to_scripts)
}

# "TOUCHED<tab>SOURCE" of the includers that a makefile builds to run them here.  The
# kernel's own loader and decompressor are no part of what runs.
host_programs() {
	local path source
	awk -F'\t' '
	FILENAME != "-" { sub(/[.]o$/, ".c", $1); built[$1] = 1; next }
	$2 ~ /[.]c$/ && $2 !~ /^arch\/[^\/]*\/boot\// && !($2 in built)' "$KDIR/built" - <"$WORK/reached" |
		while IFS=$'\t' read -r path source; do
		if is_host_program "${source%/*}" "$(basename "$source" .c)"; then
			printf '%s\t%s\n' "$path" "$source"
		fi
	done
}

# is_host_program DIR NAME: is NAME.c one, or a part of one, by the makefile of DIR?
is_host_program() {
	cat /dev/null "$TREE/$1"/Makefile* "$TREE/$1"/Kbuild* | awk -v name="$2" '
	{ line = line $0 }
	sub(/\\$/, " ", line) { next }
	{
		n = split(line, word, /[ \t:+?]*=[ \t]*|[ \t]+/)
		if (line ~ /^[ \t]*(hostprogs|host-progs|userprogs)[^=]*=/)
			for (i = 2; i <= n; i++) program[word[i]] = 1
		else if (line ~ /^[ \t]*[^ \t=]+-c?(xx)?objs[ \t:+?]*=/) {
			whole = word[1]
			sub(/-c?(xx)?objs$/, "", whole)
			for (i = 2; i <= n; i++) if (word[i] == name ".o") part[whole] = 1
		}
		line = ""
	}
	END {
		for (whole in part) if (whole in program) found = 1
		exit !(found || name in program)
	}'
}

# program_of DIR SOURCE: its text.  With which -I it is compiled is not known: the
# touched header is found last, behind the host's own of the same name.
program_of() {
	with_made "$(host_cc) -E -P -idirafter $1 -idirafter $(dirname "$1") -idirafter $WORK/made -o - $2"
}

host_cc() {
	command -v gcc || command -v cc
}

# "TOUCHED<tab>MAKEFILE" for each header that a makefile names by its path, which can be a pattern.
given_to_scripts() {
	(
		cd "$TREE" || exit 1
		# .tmp_*: of another run's kbuild, which come and go
		find . \( -path './.tmp_*' -o -path ./tools -o -path ./Documentation -o -path ./samples -o -path '*/boot' -o \
			  \( -path './arch/*' ! -path "./arch/$SRCARCH" ! -path "./arch/$SRCARCH/*" \) \) -prune -o \
			\( -name 'Makefile*' -o -name 'Kbuild*' \) -printf '%P\0' 2>>"$LOG" |
			xargs -0 grep -HE '^[^#]*\$\((src|srctree|srcroot)\)/[^ ]*\.h( |$)' || true
	) | awk -v OFS='\t' -v touched="${INDIRECT[*]}" '
	BEGIN { n = split(touched, header, " ") }
	function pattern_of(path) {
		while (sub(/[^\/]+\/\.\.\//, "", path)) ;
		gsub(/\./, "[.]", path)
		gsub(/\*/, "[^/]*", path)
		return "^" path "$"
	}
	{
		colon = index($0, ":")
		makefile = dir = substr($0, 1, colon - 1)
		sub(/[^\/]*$/, "", dir)
		words = split(substr($0, colon + 1), word, /[ \t]+/)
		for (w = 1; w <= words; w++) {
			if (word[w - 1] == "-include" || word[w] !~ /^\$\(src(tree|root)?\)\/.*[.]h$/) continue
			sub(/^\$\(src(tree|root)\)\//, "", word[w])
			sub(/^\$\(src\)\//, dir, word[w])
			for (i = 1; i <= n; i++)
				if (header[i] ~ pattern_of(word[w])) print header[i], makefile
		}
	}' | sort -u
}
