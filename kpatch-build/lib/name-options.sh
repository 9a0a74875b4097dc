# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# name-options.sh: which options has the kernel other than the config, by the
# functions that it has?
#
# A function that stands below #ifdef CONFIG_X is in vmlinux only if X was set.
# Asked of the sources that vmlinux was made of, and only when code was found to
# differ, for a reason to name.  What is not plain says nothing.

# name_options: prints "CONFIG_X is set there, but not here", and the contrary.
# shellcheck disable=SC2016	# $1 is awk's
name_options() {
	[[ -s $UNITS ]] || return 0
	readelf -sW "$VMLINUX" 2>>"$LOG" |
		awk '$4 == "FUNC" || $4 == "NOTYPE" { sub(/\..*/, "", $8); print $8 }' >"$WORK/names.there"
	(
		cd "$TREE" || exit 1
		files_beside | xargs -0 -s 1000000 awk -v names="$WORK/names.there" -v config="$CONFIG" -v units="$UNITS" '
	BEGIN {
		while ((getline line < names) > 0) there[line] = 1
		while ((getline line < units) > 0) is_unit[line] = 1
		while ((getline line < config) > 0)
			if (line ~ /^CONFIG_.*=/) {
				name = line; sub(/=.*/, "", name)
				if (line ~ /=[ym]$/) here["IS_ENABLED " name] = 1
				if (line !~ /=m$/) here["defined " name] = 1
			}
	}
	# facts[depth]: " +defined CONFIG_X, -..." that hold in this branch; known[depth]: and they are all
	function push(facts_there, all) {
		depth++
		facts[depth] = facts_there; known[depth] = all
	}
	# of "defined(CONFIG_X) && !IS_ENABLED(CONFIG_Y)"
	function condition(text,  n, part, i, sign, out, all, kind) {
		sub(/\/\*.*/, "", text)
		if (text ~ /\|\|/ || text ~ /\\$/) { push("", 0); return }
		all = 1
		n = split(text, part, /&&/)
		for (i = 1; i <= n; i++) {
			gsub(/[ \t()]/, "", part[i])
			sign = sub(/^!/, "", part[i]) ? "-" : "+"
			if (match(part[i], /^(defined|IS_ENABLED)CONFIG_[A-Za-z0-9_]+$/)) {
				kind = part[i] ~ /^d/ ? "defined" : "IS_ENABLED"
				sub(/^(defined|IS_ENABLED)/, "", part[i])
				out = out "," sign kind " " part[i]
			} else
				all = 0
		}
		push(out, all)
	}
	function turn_around(text) {
		if (gsub(/,/, ",", text) != 1) return ""
		return "," (text ~ /^,\+/ ? "-" : "+") substr(text, 3)
	}
	function conditions(  i, out, all) {
		all = 1
		for (i = 1; i <= depth; i++) { out = out facts[i]; if (!known[i]) all = 0 }
		complete = all
		return out
	}
	function define(name, is_static,  all_facts, n, fact, i) {
		if (length(name) < 4) return
		defined[name]++
		all_facts = conditions()
		if (!complete || is_static || gsub(/,/, ",", all_facts) != 1) unclear[name] = 1
		n = split(substr(all_facts, 2), fact, ",")
		for (i = 1; i <= n; i++)
			if (!((name, fact[i]) in means)) { means[name, fact[i]] = 1; list[name] = list[name] "," fact[i] }
			else means[name, fact[i]]++
	}
	FNR == 1 { depth = 0; name = before = "" }
	/^#[ \t]*if/ {
		text = $0; sub(/^#[ \t]*/, "", text)
		if (text ~ /^ifdef/) { sub(/^ifdef[ \t]*/, "", text); condition("defined(" text ")") }
		else if (text ~ /^ifndef/) { sub(/^ifndef[ \t]*/, "", text); condition("!defined(" text ")") }
		else { sub(/^if[ \t]*/, "", text); condition(text) }
		next
	}
	/^#[ \t]*else/ { if (depth) { facts[depth] = turn_around(facts[depth]); if (facts[depth] == "") known[depth] = 0 } next }
	/^#[ \t]*elif/ { if (depth) { facts[depth] = ""; known[depth] = 0 } next }
	/^#[ \t]*endif/ { if (depth) depth--; next }
	# "static int name(int x)", where the type may be in the line before
	/^[a-z_][a-z0-9_ \t*]*\(/ && !/;[ \t]*$/ && !/^(typedef|extern|return|else|if|for|while|switch)/ {
		head = $0; sub(/\(.*/, "", head); sub(/[ \t]+$/, "", head)
		name = head; sub(/.*[^a-z0-9_]/, "", name)
		head = before " " head
	}
	/\{/ && name != "" {
		if (head ~ /(^|[ \t])(inline|__always_inline)/) defined[name]++
		else define(name, head ~ /(^|[ \t])(static|__weak)/ || !(FILENAME in is_unit))
		name = ""
	}
	/^[^ \t#{]/ { before = $0 ~ /^[a-z_][A-Za-z0-9_ \t*(),]*$/ ? $0 : "" }
	/^[}#]|;[ \t]*$/ { name = "" }
	function differs(fact, why,  option, kind) {
		option = fact; sub(/.* /, "", option)
		if (option in told) return
		told[option] = 1
		print option " is set " (fact ~ /^\+/ ? "there, but not here" : "here, but not there") " (vmlinux has " why ")"
	}
	function holds_here(fact) { return (fact ~ /^\+/) == (substr(fact, 2) in here) }
	END {
		for (name in list) {
			n = split(substr(list[name], 2), fact, ",")
			for (i = 1; i <= n; i++) {
				if (means[name, fact[i]] != defined[name]) continue
				if (name in there) {
					if (!holds_here(fact[i])) differs(fact[i], name "()")
				} else if (!(name in unclear) && holds_here(fact[i]))
					differs((fact[i] ~ /^\+/ ? "-" : "+") substr(fact[i], 2), "no " name "()")
			}
		}
	}' | sort
	)
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
