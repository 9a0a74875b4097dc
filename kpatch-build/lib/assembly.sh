# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# assembly.sh: does a touched header reach what is built in, but cannot be patched?
#
# Assembly files and the linker's script include headers too, others get numbers from
# headers that kbuild generates (asm-offsets.h, bounds.h), the vdso, which is C, runs
# in user space, and a few sources are compiled by a makefile's own rule.  A diff that
# alters them is refused.  Needs $WORK/reached, the
# patched tree and $KDIR/built; the flags are those of a recorded object beside them.

refuse_assembly() {
	local source only='only code compiled from C can be patched'
	cut -f2 "$WORK/reached" | sort -u >"$WORK/includers"
	while read -r source; do
		! alters "$source" offsets_of ||
			refuse "${INDIRECT[*]}: the change alters what $source generates for assembly and headers; $only"
	done < <(grep -E "^(kernel/bounds|arch/$SRCARCH/(.*/)?[^/]*asm-offsets)[.]c\$" "$WORK/includers" || true)
	while read -r source; do
		! alters "$source" assembly_of ||
			refuse "${INDIRECT[*]}: the change alters $source, which is $(what_is "$source"); $only"
	done < <(assembly_of_targets <"$WORK/includers")
	while read -r source; do
		! alters "$source" vdso_of ||
			refuse "${INDIRECT[*]}: the change alters $source, which is part of the vdso; that runs in user space, where a live patch cannot reach"
	done < <(vdso_sources <"$WORK/includers")
	while read -r source; do
		! alters "$source" code_of ||
			refuse "${INDIRECT[*]}: the change alters $source: $OWN_RULE"
	done < <(comm -12 "$WORK/includers" "$TARGET_UNITS" | made_by another)
}

# Of the includers, what is built into a target, or tells the linker how.
assembly_of_targets() {
	awk -F'\t' -v lds="arch/$SRCARCH/kernel/vmlinux.lds.S" -v targets="${TARGETS[*]}" '
	BEGIN { n = split(targets, word, " "); for (i = 1; i <= n; i++) want[word[i]] = 1 }
	function is_target(owner) {
		return !n || (owner in want) || (owner != "vmlinux" && "modules" in want)
	}
	FILENAME != "-" { if (is_target($2)) built[$1] = 1; next }
	/[.]S$/ {
		object = $0
		sub(/[.]S$/, ".o", object)
		if ((object in built) || ($0 == lds && is_target("vmlinux"))) print
	}' "$KDIR/built" -
}

what_is() {
	case $1 in
	*.lds.S)	echo "the linker's script" ;;
	*)		echo assembly ;;
	esac
}

# What lies there and is neither compiled into the kernel nor run while it is built.
vdso_sources() {
	grep -E "^arch/$SRCARCH/(.*/)?vdso[^/]*/.*[.]c\$" | comm -23 - "$UNITS" | grep -v 'vdso2c[.]c$' || true
}

# alters SOURCE HOW: does HOW make something else of it in the patched tree?
# What cannot be told counts as altered.
alters() {
	differs "$1" "$2" "$(flags_beside "$1")"
}

# differs SOURCE HOW FLAGS
differs() {
	local before after
	before=$(cd "$TREE" && "$2" "$3" "$1") &&
		after=$(cd "$WORK/tree" && "$2" "$3" "$1") || return 0
	[[ $before != "$after" ]]
}

# flags_beside SOURCE: how C is compiled in its directory, up to the options for its output.
flags_beside() {
	local dir=${1%/*} known objects object cmd
	known=("$KDIR/commands/$dir"/*.o.cmd)
	if (( ${#known[@]} == 0 )); then
		mapfile -t objects < <(awk -F'\t' -v dir="$dir/" '
			index($1, dir) == 1 && substr($1, length(dir) + 1) !~ /\// { print $1 }' "$KDIR/built")
		for object in "${objects[@]}"; do
			[[ -f $TREE/${object%.o}.c ]] || continue
			record_commands "$object"
			break
		done
		known=("$KDIR/commands/$dir"/*.o.cmd)
	fi
	if (( ${#known[@]} == 0 )); then
		mapfile -t known < <(find "$KDIR/commands" -name '*.o.cmd' -size +0 -print -quit)
	fi
	cmd=$(text_command "$(<"${known[0]}")")
	cmd=${cmd%% -E -o *}
	# the kernel has what modules are not shown
	echo "${cmd/ -DMODULE / }"
}

offsets_of() {
	local text
	text=$(eval "$1 -S -o - $2" 2>>"$LOG") || return 1
	grep -- '->' <<<"$text"
}

# Of the text most is declarations that do not matter.  init/version-timestamp.c is told the version late.
code_of() {
	text_sum . "$1 -DUTS_VERSION='\"\"' -S -g0 -o - $2"
}

# The vdso for 32 bits is compiled with other options, but has the headers of the one for 64.
vdso_of() {
	code_of "$1 -DDISABLE_BRANCH_PROFILING -DBUILD_VDSO" "$2" || echo 'not with these options'
}

assembly_of() {
	with_made "$1 -D__ASSEMBLY__ -DLINKER_SCRIPT -E -P -x assembler-with-cpp -idirafter $WORK/made -o - $2"
}

# A header that the build makes for one file alone is not there; an empty one
# in its place is the same on both sides.
with_made() {
	local cmd=$1 missing
	until text_sum . "$cmd"; do
		missing=$(eval "$cmd" 2>&1 >/dev/null | sed -nE 's/.*fatal error: ([^ :]+): No such file.*/\1/p' | head -n 1) || true
		[[ -n $missing && /$missing/ != */../* && ! -e $WORK/made/$missing ]] || return 1
		mkdir -p "$WORK/made/$(dirname "$missing")"
		: >"$WORK/made/$missing"
	done
}
