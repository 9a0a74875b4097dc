# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# targets.sh: what may the patch change?  -t names vmlinux, all modules, or
# modules one by one; without it, all that the config builds.
#
# Needs TARGETS and UNITS.  Leaves TARGET_UNITS, the sources of the targets,
# and OTHER_UNITS, those of what else the config builds.

TARGET_UNITS=''
OTHER_UNITS=''

# Before the kernel is known: do the targets look like some?
check_targets() {
	local target
	for target in "${TARGETS[@]}"; do
		case $target in
		vmlinux|modules)	;;
		/*|*/../*|../*|./*)	die "-t $target: give the module's path from the top of the kernel tree, as fs/ext4/ext4.ko" ;;
		?*/?*.ko)		;;
		*)	die "-t $target: there are 'vmlinux', 'modules', and modules by their path in the tree, as fs/ext4/ext4.ko" ;;
		esac
	done
}

is_target() {
	local owner=$1 target
	(( ${#TARGETS[@]} )) || return 0
	for target in "${TARGETS[@]}"; do
		case $target in
		vmlinux)	[[ $owner != vmlinux ]] || return 0 ;;
		modules)	[[ $owner == vmlinux ]] || return 0 ;;
		*)		[[ $owner != "$target" ]] || return 0 ;;
		esac
	done
	return 1
}

is_built() {
	awk -F'\t' -v owner="$1" '$2 == owner { found = 1; exit } END { exit !found }' "$KDIR/built"
}

# Does the config build those that were named?
find_targets() {
	local target like
	for target in "${TARGETS[@]}"; do
		[[ $target == *.ko ]] || continue
		need_built
		! is_built "$target" || continue
		like=$(awk -F'\t' -v name="${target##*/}" '{ n = $2; sub(/.*\//, "", n) } n == name { print $2 }' "$KDIR/built" | sort -u | paste -sd' ')
		die "-t $target: this kernel's configuration builds no such module${like:+; there is $like}"
	done
}

# The sources of the targets, and of the rest.
sort_units() {
	need_built
	TARGET_UNITS=$WORK/units.target OTHER_UNITS=$WORK/units.other
	{
		sed 's/$/\tvmlinux/' "$UNITS"
		cat "$MODULE_UNITS"
	} | awk -F'\t' -v targets="${TARGETS[*]}" -v in_target="$TARGET_UNITS.all" -v other="$OTHER_UNITS.all" '
	BEGIN {
		n = split(targets, word, " ")
		for (i = 1; i <= n; i++) want[word[i]] = 1
		printf "" >in_target; printf "" >other
	}
	{
		yes = n == 0 || ($2 in want) || ("modules" in want && $2 != "vmlinux")
		print $1 >(yes ? in_target : other)
	}'
	sort -u "$TARGET_UNITS.all" >"$TARGET_UNITS"
	sort -u "$OTHER_UNITS.all" | comm -23 - "$TARGET_UNITS" >"$OTHER_UNITS"
}
