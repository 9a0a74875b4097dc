# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# name-options.sh: which options has the kernel other than the config, by the
# functions that it has?
#
# A function that stands below #ifdef CONFIG_X is in vmlinux only if X was set.
# Asked of the sources that vmlinux was made of, and only when code was found to
# differ, for a reason to name.  What is not plain says nothing.
#
# A fact is "+defined CONFIG_X", "-IS_ENABLED CONFIG_X" and the like.

# name_options: prints "CONFIG_X is set there, but not here", and the contrary.
name_options() {
	[[ -s $UNITS ]] || return 0
	names_of_vmlinux >"$WORK/names.there"
	conditional_functions | facts_that_differ | sort
}

names_of_vmlinux() {
	readelf -sW "$VMLINUX" 2>>"$LOG" |
		awk '$4 == "FUNC" || $4 == "NOTYPE" { sub(/\..*/, "", $8); print $8 }'
}

# All C beside those sources: what they include, and what is not built, which may
# define the same name for another configuration.
files_beside() {
	{
		sed 's|[^/]*$||' "$UNITS" | sort -u | while read -r dir; do
			printf '%s\0' "$dir"*.[ch]
		done
		find include "arch/$SRCARCH/include" -name '*.h' -print0
	}
}

# awk: the conditions that a line stands in.  facts[depth] holds those of one #if, each
# with a comma before it; known[depth] says that they are all that it asks for.
# shellcheck disable=SC2016	# awk's
CONDITIONS='
	function push(more, all) {
		depth++
		facts[depth] = more; known[depth] = all
	}
	# of "!defined(CONFIG_X)"
	function fact_of(text,  sign, kind) {
		gsub(/[ \t()]/, "", text)
		sign = sub(/^!/, "", text) ? "-" : "+"
		if (text !~ /^(defined|IS_ENABLED)CONFIG_[A-Za-z0-9_]+$/) return ""
		kind = text ~ /^d/ ? "defined" : "IS_ENABLED"
		sub(/^(defined|IS_ENABLED)/, "", text)
		return "," sign kind " " text
	}
	# of "defined(CONFIG_X) && !IS_ENABLED(CONFIG_Y)"
	function begin_if(text,  n, part, i, fact, out, all) {
		sub(/\/\*.*/, "", text)
		if (text ~ /\|\|/ || text ~ /\\$/) { push("", 0); return }
		all = 1
		n = split(text, part, /&&/)
		for (i = 1; i <= n; i++) {
			fact = fact_of(part[i])
			if (fact == "") all = 0
			out = out fact
		}
		push(out, all)
	}
	function begin_else() {
		if (!depth) return
		if (gsub(/,/, ",", facts[depth]) == 1)
			facts[depth] = "," (facts[depth] ~ /^,\+/ ? "-" : "+") substr(facts[depth], 3)
		else
			facts[depth] = known[depth] = ""
	}
	function directive(text) {
		sub(/^#[ \t]*/, "", text)
		if (sub(/^ifdef[ \t]*/, "", text)) begin_if("defined(" text ")")
		else if (sub(/^ifndef[ \t]*/, "", text)) begin_if("!defined(" text ")")
		else if (sub(/^if[ \t]*/, "", text)) begin_if(text)
		else if (text ~ /^else/) begin_else()
		else if (text ~ /^elif/) { if (depth) facts[depth] = known[depth] = "" }
		else if (text ~ /^endif/) { if (depth) depth-- }
		else return 0
		return 1
	}
	# all of them; complete: there are no others
	function conditions(  i, out) {
		complete = 1
		for (i = 1; i <= depth; i++) { out = out facts[i]; if (!known[i]) complete = 0 }
		return out
	}
'

# awk: "NAME<tab>KIND<tab>FACTS" of each function.  KIND is inline, sure where the
# function is in vmlinux exactly if the one fact holds, else plain.
# shellcheck disable=SC2016	# awk's
DEFINITIONS='
	BEGIN { while ((getline line < units) > 0) is_unit[line] = 1 }
	function define(name, head,  all, kind) {
		all = conditions()
		if (head ~ /(^|[ \t])(inline|__always_inline)/) kind = "inline"
		else if (!complete || gsub(/,/, ",", all) != 1 || !(FILENAME in is_unit) ||
			 head ~ /(^|[ \t])(static|__weak)/) kind = "plain"
		else kind = "sure"
		print name "\t" kind "\t" substr(all, 2)
	}
	FNR == 1 { depth = 0; name = before = "" }
	/^#/ && directive($0) { next }
	# "static int name(int x)", where the type may be in the line before
	/^[a-z_][a-z0-9_ \t*]*\(/ && !/;[ \t]*$/ && !/^(typedef|extern|return|else|if|for|while|switch)/ {
		head = $0; sub(/\(.*/, "", head); sub(/[ \t]+$/, "", head)
		name = head; sub(/.*[^a-z0-9_]/, "", name)
		head = before " " head
	}
	/\{/ && name != "" {
		if (length(name) >= 4) define(name, head)
		name = ""
	}
	/^[^ \t#{]/ { before = $0 ~ /^[a-z_][A-Za-z0-9_ \t*(),]*$/ ? $0 : "" }
	/^[}#]|;[ \t]*$/ { name = "" }
'

conditional_functions() {
	(
		cd "$TREE" || exit 1
		files_beside | xargs -0 -s 1000000 awk -v units="$UNITS" "$CONDITIONS$DEFINITIONS"
	)
}

# Of those functions: which facts hold there and not here, or the contrary?
# shellcheck disable=SC2016	# awk's
facts_that_differ() {
	awk -F'\t' -v names="$WORK/names.there" -v config="$CONFIG" '
	function read_config(  name) {
		while ((getline line < config) > 0)
			if (line ~ /^CONFIG_.*=/) {
				name = line; sub(/=.*/, "", name)
				if (line ~ /=[ym]$/) here["IS_ENABLED " name] = 1
				if (line !~ /=m$/) here["defined " name] = 1
			}
	}
	function holds_here(fact) { return (fact ~ /^\+/) == (substr(fact, 2) in here) }
	function turned(fact) { return (fact ~ /^\+/ ? "-" : "+") substr(fact, 2) }
	function tell(fact, why,  option) {
		option = fact; sub(/.* /, "", option)
		if (told[option]++) return
		print option " is set " (fact ~ /^\+/ ? "there, but not here" : "here, but not there") " (vmlinux has " why ")"
	}
	function judge(name, fact) {
		# it is defined elsewhere too
		if (means[name, fact] != defined[name]) return
		if ((name in there) && !holds_here(fact)) tell(fact, name "()")
		if (!(name in there) && !unclear[name] && holds_here(fact)) tell(turned(fact), "no " name "()")
	}
	BEGIN {
		while ((getline line < names) > 0) there[line] = 1
		read_config()
	}
	{ defined[$1]++ }
	$2 == "inline" { next }
	$2 == "plain" { unclear[$1] = 1 }
	{
		n = split($3, fact, ",")
		for (i = 1; i <= n; i++)
			if (!means[$1, fact[i]]++) list[$1] = list[$1] "," fact[i]
	}
	END {
		for (name in list) {
			n = split(substr(list[name], 2), fact, ",")
			for (i = 1; i <= n; i++) judge(name, fact[i])
		}
	}'
}
