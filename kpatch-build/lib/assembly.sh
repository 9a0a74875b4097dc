# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# assembly.sh: does a touched header reach what is not compiled from C?
#
# Assembly files of vmlinux include headers too, and others get numbers from
# headers that kbuild generates (asm-offsets.h, bounds.h).  Neither can be
# patched, so a diff that alters them is refused.  Needs $WORK/reached and the
# patched tree; the flags are those of a recorded object.

refuse_assembly() {
	local base source
	cut -f2 "$WORK/reached" | sort -u >"$WORK/includers"
	base=$(any_recorded_object)
	while read -r source; do
		alters "$base" "$source" offsets_of || continue
		refuse "${INDIRECT[*]}: the change alters what $source generates for assembly and headers; only code compiled from C can be patched"
	done < <(awk -v arch="arch/$SRCARCH/kernel/asm-offsets.c" '$0 == arch || $0 == "kernel/bounds.c"' "$WORK/includers")
	while read -r source; do
		grep -q "/$source\$" "$KDIR/units" || continue
		alters "$base" "$source" assembly_of || continue
		refuse "${INDIRECT[*]}: the change alters $source, which is assembly; only code compiled from C can be patched"
	done < <(awk '/[.]S$/' "$WORK/includers")
}

any_recorded_object() {
	local first
	first=$(find "$KDIR/commands" -name '*.o.cmd' -size +0 -printf '%P\n' -quit 2>/dev/null) || true
	if [[ -z $first ]]; then
		first=$(head -n 1 "$UNITS")
		first=${first%.c}.o.cmd
		record_commands "${first%.cmd}"
	fi
	echo "${first%.cmd}"
}

# alters BASE SOURCE HOW: does HOW make something else of it in the patched tree?
# What cannot be told counts as altered.
alters() {
	local before after
	before=$(cd "$TREE" && "$3" "$1" "$2") || before=failed
	after=$(cd "$WORK/tree" && "$3" "$1" "$2") || return 0
	[[ $before != "$after" || $before == failed ]]
}

# flags_of OBJECT: its recorded command up to the output's name.
flags_of() {
	local cmd
	cmd=$(<"$KDIR/commands/$1.cmd")
	cmd=${cmd%% ; *}
	cmd=$(sed -E 's/ -Wp,-MM?D,[^ ]+//' <<<"$cmd")
	echo "${cmd%% -c -o *}"
}

offsets_of() {
	local text
	text=$(eval "$(flags_of "$1") -S -o - $2" 2>>"$LOG") || return 1
	grep -- '->' <<<"$text"
}

assembly_of() {
	eval "$(flags_of "$1") -D__ASSEMBLY__ -E -P -x assembler-with-cpp -o - $2" 2>>"$LOG" | sha256sum &&
		(( PIPESTATUS[0] == 0 ))
}
