# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# unit-options.sh: which options has the kernel other than the config, by the
# sources that it was made of?
#
# Makefiles say which option builds a file (obj-$(CONFIG_X) += file.o), the
# debug info of vmlinux says which files were built in.  Asked only when code
# was found to differ, for a reason to name.

# unit_options: prints "CONFIG_X is set there, but not here", and the contrary.
# shellcheck disable=SC2016	# $1 is awk's
unit_options() {
	[[ -s $UNITS ]] || return 0
	(
		cd "$TREE" || exit 1
		find . \( -path ./Documentation -o -path ./tools -o -path ./samples -o -path ./scripts -o \
			  \( -path './arch/*' ! -path "./arch/$SRCARCH" ! -path "./arch/$SRCARCH/*" \) \) -prune -o \
			-type f \( -name Makefile -o -name Kbuild \) -printf '%P\0' | sort -z |
			xargs -0 awk -v units="$UNITS" -v config="$CONFIG" '
	function directory(path) { return path ~ /\// ? substr(path, 1, length(path) - length(base(path))) : "" }
	function base(path) { sub(/.*\//, "", path); return path }
	BEGIN {
		while ((getline line < units) > 0) { built[line] = 1; entered[directory(line)] = 1 }
		while ((getline line < config) > 0)
			if (line ~ /=[ym]$/) {
				name = line; sub(/=.*/, "", name); has[name] = 1
				if (line ~ /=y$/) set[name] = 1
			}
	}
	FNR == 1 { text = ""; depth = 0 }
	{ sub(/#.*/, "") }
	/^[ \t]*(ifeq|ifneq|ifdef|ifndef)/ { depth++; next }
	/^[ \t]*endif/ { depth--; next }
	/\\$/ { sub(/\\$/, " "); text = text $0; next }
	{
		$0 = text $0; text = ""
		if (!match($0, /^[ \t]*[A-Za-z0-9_-]+-(y|m|objs|\$\(CONFIG_[A-Za-z0-9_]+\))[ \t]*[+:]?=/)) next
		left = substr($0, 1, RLENGTH)
		n = split(substr($0, RLENGTH + 1), word, /[ \t]+/)
		option = ""
		if (match(left, /\$\(.*\)/)) option = substr(left, RSTART + 2, RLENGTH - 3)
		whole = left ~ /^[ \t]*obj-/
		for (i = 1; i <= n; i++) {
			if (word[i] !~ /\.o$/) continue
			source = directory(FILENAME) substr(word[i], 1, length(word[i]) - 2) ".c"
			if (option == "") { always[source] = 1; continue }
			options[source] = options[source] " " option
			# of what stands in a condition, absence means nothing
			if (whole && !depth && (directory(source) in entered)) of[option] = of[option] " " source
		}
	}
	END {
		for (source in options) {
			if (!(source in built) || (source in always)) continue
			n = split(options[source], part, " ")
			if (n == 1 && !(part[1] in has)) print part[1] " is set there, but not here (vmlinux has " source ")"
		}
		for (option in of) {
			if (!(option in set)) continue
			n = split(of[option], part, " ")
			for (i = 1; i <= n && !(part[i] in built); i++) ;
			if (i <= n) continue
			for (i = 1; i <= n; i++)
				if ((getline line < part[i]) > 0) {
					print option " is set here, but not there (vmlinux has no " part[i] ")"
					break
				}
		}
	}'
	)
}
