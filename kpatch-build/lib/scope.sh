# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scope.sh: from the touched files to exactly the objects that can change.
#
# Applies the diffs (apply_diffs), sorts the touched files by kind, follows
# headers and included .c files up to what vmlinux was made of, and leaves
# OBJECTS with a recorded command for each.  Objects that are reached only
# through an include and read the same after the preprocessor are dropped.

OBJECTS=()
UNITS=''		# file: the sources of vmlinux, by path in the tree

find_scope() {
	apply_diffs
	load_units

	local path kind
	local direct=() indirect=() refused=()
	[[ ! -s $UNITS || -e $KDIR/includes ]] || index_includes
	for path in "${CHANGED[@]}" "${ADDED[@]}" "${REMOVED[@]}"; do
		kind=$(file_kind "$path")
		case $kind in
		source)		direct+=("$path")
				if is_included "$path"; then indirect+=("$path"); fi ;;
		header)		indirect+=("$path") ;;
		ignored:*)	note "$path: ${kind#*:}" ;;
		*)		refused+=("$path: ${kind#*:}") ;;
		esac
	done
	if (( ${#refused[@]} )); then
		progress_clear
		printf 'kpatch-build: %s\n' "${refused[@]}" >&2
		die "refused: the diff changes what a live patch cannot"
	fi

	if (( ${#indirect[@]} + ${#ADDED[@]} )); then
		patched_tree full
	else
		patched_tree sparse
	fi
	source_objects "${direct[@]}"
	if (( ${#indirect[@]} )); then
		include_objects "${indirect[@]}"
	fi
	if (( ${#OBJECTS[@]} == 0 )); then
		no_functional_change
	fi
	STAGE_NOTE=$(plural ${#OBJECTS[@]} object)
}

# What a change of this file means: source, header, ignored:WHY or refused:WHY.
file_kind() {
	case $1 in
	Documentation/*|LICENSES/*|MAINTAINERS|CREDITS|README*|COPYING|*.rst|*.txt|.*|*/.git*)
		echo "ignored:documentation, not part of the kernel" ;;
	tools/*|samples/*|usr/*)
		echo "ignored:not part of the running kernel" ;;
	scripts/*)
		echo "refused:changes how the kernel is built, which a live patch cannot" ;;
	arch/"$SRCARCH"/boot/*|arch/*/realmode/*|arch/*/purgatory/*|drivers/firmware/efi/libstub/*)
		echo "refused:runs before or beside the kernel, where a live patch cannot reach" ;;
	arch/*/vdso/*|arch/*/kernel/vdso*/*|arch/*/entry/vsyscall/*)
		echo "refused:vdso code runs in user space, where a live patch cannot reach" ;;
	arch/"$SRCARCH"/*|arch/Kconfig) file_kind_by_name "$1" ;;
	arch/*)	echo "ignored:for another CPU" ;;
	*)	file_kind_by_name "$1" ;;
	esac
}

file_kind_by_name() {
	case ${1##*/} in
	Kconfig*|*.config|*defconfig)
		echo "refused:a live patch cannot change the kernel's configuration" ;;
	Makefile*|Kbuild*)
		if (( ${#ADDED[@]} )) && makefile_only_adds "$1"; then
			echo "ignored:used to build the added files"
		else
			echo "refused:a live patch cannot change how existing objects are built; leave the makefile out of the diff"
		fi ;;
	*.S|*.s)	echo "refused:assembly code cannot be compared function by function; patch a C function that calls it" ;;
	*.lds|*.lds.h|*.dts|*.dtsi|*.pl|*.sh|*.py|*.awk|*.uc|*.asn1|*.tbl|*.y|*.l)
		echo "refused:this kind of file is not supported" ;;
	*.c)	if [[ -f $TREE/$1 ]] && ! is_unit "$1"; then echo header; else echo source; fi ;;
	*.h|*.inc|*.def)	echo header ;;
	*)	echo "refused:this kind of file is not supported" ;;
	esac
}

# Only lines that name objects are new or gone: no flags, no conditions.
makefile_only_adds() {
	local other
	other=$(diff <(sed 's/#.*//' "$TREE/$1") <(sed 's/#.*//' "$WORK/new/$1") |
		awk '/^[<>]/ {
			sub(/^[<>][ \t]*/, "")
			sub(/^[A-Za-z0-9_-]+-(y|m|objs|\$\(CONFIG_[A-Z0-9_]+\))[ \t]*[+:]?=/, "")
			if ($0 !~ /^([ \t]*[A-Za-z0-9_\/-]+\.o)*[ \t]*\\?$/) print
		}') || true
	[[ -z $other ]]
}

# The sources that vmlinux names, as paths in the tree: a build with O= or
# from elsewhere has them with something in front.
load_units() {
	local first prefix=''
	UNITS=$KDIR/units.tree
	[[ ! -e $UNITS ]] || return 0
	first=$(grep -m1 -E '^(/|\.\./).*/init/main\.c$' "$KDIR/units") || true
	prefix=${first%init/main.c}
	awk -v prefix="$prefix" '{
		if (prefix != "" && index($0, prefix) == 1) $0 = substr($0, length(prefix) + 1)
		if ($0 ~ /\.c$/) print
	}' "$KDIR/units" | sort -u >"$UNITS.tmp.$$"
	mv "$UNITS.tmp.$$" "$UNITS"
}

# Without debug info nothing is known beforehand, and kbuild is asked.
is_unit() {
	[[ ! -s $UNITS ]] || grep -qxF -- "$1" "$UNITS"
}

# OBJECTS of touched .c files that are compiled themselves.
source_objects() {
	local path
	local known=() new=()
	for path; do
		if [[ ! -f $WORK/new/$path ]]; then
			die "$path: the diff removes this file, which is part of vmlinux; a live patch cannot remove code"
		elif [[ -f $TREE/$path ]]; then
			known+=("${path%.c}.o")
		else
			new+=("${path%.c}.o")
		fi
	done
	if (( ${#known[@]} )); then
		record_commands "${known[@]}"
		check_owners "$KDIR/commands" "${known[@]}"
	fi
	if (( ${#new[@]} )); then
		check_makefile_lines "${new[@]}"
		record_in "$WORK/tree" "$WORK/commands" "${new[@]}"
		check_owners "$WORK/commands" "${new[@]}"
	fi
	OBJECTS+=("${known[@]}" "${new[@]}")
}

# kbuild would compile a file that no makefile names, but not link it.
check_makefile_lines() {
	local obj dir
	for obj; do
		dir=$WORK/tree/${obj%/*}
		grep -qswF -- "${obj##*/}" "$dir/Makefile" "$dir/Kbuild" ||
			die "${obj%.o}.c: the diff adds this file, but no line for ${obj##*/} to the makefile of ${obj%/*}"
	done
}

check_owners() {
	local dir=$1 obj owner
	shift
	for obj; do
		owner=$(object_owner "$dir/$obj.cmd")
		[[ $owner == vmlinux ]] ||
			die "${obj%.o}.c: part of $owner in this kernel; only vmlinux can be patched so far"
	done
}
