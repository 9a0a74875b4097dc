# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# lines.sh: lines that the diff only moves keep their numbers.
#
# __LINE__ is in the code of WARN, lockdep and assertions: a function below a
# hunk would look changed.  The patched copy gets a #line where the text is the
# original's again.  Never inside a comment, a directive, a macro's arguments or
# a line that goes on: there the next place that is safe.  A group that #if may
# skip skips the #line too, so it is said again behind each #else and #endif.

# number_lines OLD NEW: NEW, with the numbers of OLD.
number_lines() {
	{ diff "$1" "$2" || true; } | awk '
	# old_of[n]: what line n of the new file was; 0 for a line that is new
	function fill(upto) {
		while (n < upto) old_of[++n] = ++o
	}
	function range(text, r,  i) {
		i = index(text, ",")
		r["from"] = (i ? substr(text, 1, i - 1) : text) + 0
		r["to"] = (i ? substr(text, i + 1) : text) + 0
	}

	# what the text of one line leaves open
	function scan(text,  i, c, two, len) {
		len = length(text)
		for (i = 1; i <= len; i++) {
			c = substr(text, i, 1); two = substr(text, i, 2)
			if (comment) {
				if (two == "*/") { comment = 0; i++ }
			} else if (quote != "") {
				if (c == "\\") i++
				else if (c == quote) quote = ""
			} else if (two == "/*") { comment = 1; i++ }
			else if (two == "//") { line_comment = 1; break }
			else if (c == "\"" || c == "\047") quote = c
			else if (!directive) {
				if (c == "(") depth++
				else if (c == ")" && depth > 0) depth--
			}
		}
	}
	function begin_directive(text) {
		directive = 1
		sub(/^[ \t]*#[ \t]*/, "", text)
		if (text ~ /^if/) at_if[++nest] = depth
		else if (text ~ /^el(se|if)/) { depth = at_if[nest]; branch = 1 }
		else if (text ~ /^endif/) { if (nest > 0) nest--; branch = 1 }
	}
	function safe(text) {
		return !comment && !goes_on && !depth && text !~ /^[ \t]*\(/
	}

	FILENAME == "-" {	# 12,14c13 and the like
		if (!match($0, /^[0-9,]+[acd][0-9,]+$/)) next
		match($0, /[acd]/)
		kind = substr($0, RSTART, 1)
		range(substr($0, 1, RSTART - 1), left)
		range(substr($0, RSTART + 1), right)
		fill(kind == "d" ? right["to"] : right["from"] - 1)
		if (kind != "d") while (n < right["to"]) old_of[++n] = 0
		if (kind != "a") o = left["to"]
		next
	}
	{
		if (FNR == 1) number = 1
		if (FNR > n) fill(FNR)
		old = old_of[FNR]
		if (old && safe($0) && (old != number || (branch && again))) {
			print "#line " old
			number = old
			again = nest > 0
		}
		print
		number++

		if (!goes_on) {
			branch = line_comment = 0
			if (!comment && $0 ~ /^[ \t]*#/) begin_directive($0)
			# the end of a function or of data, whatever was counted
			else if (!comment && $0 ~ /^}/) depth = 0
		}
		if (!line_comment) scan($0)
		goes_on = $0 ~ /\\$/
		if (!goes_on) { directive = line_comment = 0; quote = "" }
	}' - "$2"
}

# In the patched tree, all C that the diff changes.
number_patched() {
	local path
	for path in "${CHANGED[@]}"; do
		case $path in
		*.[ch]|*.inc|*.def)
			number_lines "$SRC_TOP/$path" "$WORK/new/$path" >"$1/$path.tmp"
			chmod --reference="$1/$path" "$1/$path.tmp"
			mv "$1/$path.tmp" "$1/$path" ;;
		esac
	done
}

# As the author wrote them: for the compiler's messages.
unnumber_patched() {
	local path
	for path in "${CHANGED[@]}"; do
		cp --remove-destination "$WORK/new/$path" "$1/$path"
	done
}
