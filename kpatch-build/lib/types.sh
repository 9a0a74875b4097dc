# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# types.sh: can the diff change a type at all?
#
# Most diffs touch nothing but what functions do.  Then what is left of each file without
# its functions is the same before and after, and so is every type that it declares.

# Do objects say in their debug info what all of their types are?
has_whole_debug_info() {
	config_has DEBUG_INFO && ! config_has DEBUG_INFO_REDUCED && ! config_has DEBUG_INFO_SPLIT
}

# only_functions_change: of all that the diff touches.  True is certain, false may only mean
# that it cannot be told.
only_functions_change() {
	local path old new
	(( ${#ADDED[@]} + ${#REMOVED[@]} == 0 )) || return 1
	for path in "${CHANGED[@]}"; do
		old=$(without_functions "$SRC_TOP/$path") && new=$(without_functions "$WORK/new/$path") || return 1
		[[ $old == "$new" ]] || return 1
	done
}

# without_functions FILE: its text without comments and static functions, and without what the others
# do; false where braces do not pair up, or not within each branch of an #ifdef.
without_functions() {
	without_comments "$1" | awk '
	# Not "struct s aligned(8) {", nor what a macro may make of its arguments.
	function is_function(head) {
		return head ~ /^[^(]*[a-z][A-Za-z0-9_]*[ \t\n]*\(.*\)[ \t\n]*$/ && head !~ /=/ &&
			head !~ /(^|[^A-Za-z0-9_])(typedef|(struct|union|enum)([ \t\n]+[A-Za-z0-9_]+)+[ \t\n]*\()/
	}
	function end_item() {
		if (directive || !is_function(head))
			printf "%s\n", item
		else if (head !~ /^[ \t\n]*static[ \t\n]/)
			printf "%s{}\n", head
		item = head = ""
		directive = 0
	}
	# Where it stands counts; a macro outlives the function that it is defined in.
	/^[ \t]*#/ || continued {
		if (!continued) {
			if (/^[ \t]*#[ \t]*if/) at[++nested] = depth
			else if (/^[ \t]*#[ \t]*(el|endif)/ && (!nested || at[nested] != depth)) exit 1
			if (/^[ \t]*#[ \t]*endif/) nested--
			if (!depth && item ~ /[^ \t\n]/) directive = 1
			conditional = /^[ \t]*#[ \t]*(if|el|endif)/
		}
		continued = /\\$/
		if (item ~ /[^ \t\n]/) item = item $0 "\n"
		if (item !~ /[^ \t\n]/ || !conditional) printf "%s\n", $0
		next
	}
	{
		n = split($0 "\n", char, "")
		for (i = 1; i <= n; i++) {
			c = char[i]
			item = item c
			if (quote) {
				if (c == "\\") item = item char[++i]
				else if (c == quote) quote = ""
			} else if (c == "\"" || c == "\047") {
				quote = c
			} else if (c == "{") {
				if (!depth++) head = substr(item, 1, length(item) - 1)
			} else if (c == "}") {
				if (--depth < 0) exit 1
				if (!depth && is_function(head)) end_item()
			} else if (c == ";" && !depth) {
				end_item()
			}
		}
	}
	END {
		if (depth || quote || nested) exit 1
		printf "%s", item
	}'
}
