# SPDX-License-Identifier: GPL-2.0-only
# mutants.awk: small ways to break a line of C that is written as the kernel's.
#
# Without variables prints "LINE KIND" for each way to break the file, in the order in
# which they are worth trying; with "line" and "kind" prints the file broken that way.

BEGIN {
	count = split("never always gone return and or equal not less text", kinds)
}

# The condition of a line that begins or ends with if or while, in its parentheses.
function condition(s, word) {
	return s ~ "^\t+(} else )?" word " \\(.*\\)( \\{)?$"
}

# with_condition S VALUE: "never" or "always", the condition still computed by none.
function with_condition(s, value,  open, tail) {
	open = index(s, "(")
	tail = s ~ / \{$/ ? " {" : ""
	sub(/ \{$/, "", s)
	return substr(s, 1, open) value " (" substr(s, open + 1) ")" tail
}

# first S FROM TO: the first FROM, a plain text, becomes TO.
function first(s, from, to,  at) {
	at = index(s, from)
	return at ? substr(s, 1, at - 1) to substr(s, at + length(from)) : s
}

function returned(s) {
	if (s ~ /return true;$/) return first(s, "true;", "false;")
	if (s ~ /return false;$/) return first(s, "false;", "true;")
	if (s ~ /return 0;$/) return first(s, "0;", "1;")
	sub(/return /, "return !(", s)
	sub(/;$/, ");", s)
	return s
}

function less(s) {
	if (s ~ / <= /) return first(s, " <= ", " < ")
	if (s ~ / >= /) return first(s, " >= ", " > ")
	if (s ~ / < /) return first(s, " < ", " <= ")
	return first(s, " > ", " >= ")
}

# broken S KIND: the line broken that way, or the line itself where that is no way.
function broken(s, kind) {
	if (s !~ /^\t/ || s ~ /^\t+(\/?\*|\/\/)/) return s
	if (kind == "never") return condition(s, "(if|while)") ? with_condition(s, "0 &&") : s
	if (kind == "always") return condition(s, "if") ? with_condition(s, "1 ||") : s
	if (kind == "gone") return s ~ /^\t+(case .*:|\{.*\},?|\.[a-z_]+ = .*,|"[^"]*",|[^{}]*;)$/ && s !~ /^\t+return / ? "" : s
	if (kind == "return") return s ~ /^\t+return [^;]+;$/ ? returned(s) : s
	if (kind == "and") return first(s, "&&", "||")
	if (kind == "or") return first(s, "||", "&&")
	if (kind == "equal") return index(s, " == ") ? first(s, " == ", " != ") : first(s, " != ", " == ")
	if (kind == "not") return match(s, /![a-z(*]/) ? substr(s, 1, RSTART - 1) substr(s, RSTART + 1) : s
	if (kind == "less") return less(s)
	# a name, not a message
	if (kind == "text") return match(s, /"[^" ]+"/) ? substr(s, 1, RSTART) "~" substr(s, RSTART + 1) : s
}

line {
	print FNR == line ? broken($0, kind) : $0
	next
}

{
	for (i = 1; i <= count; i++)
		if (broken($0, kinds[i]) != $0)
			print FNR, kinds[i]
}
