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
DIRECT=()
INDIRECT=()
UNITS=''		# file: the sources of vmlinux, by path in the tree

find_scope() {
	apply_diffs
	load_units
	[[ ! -s $UNITS || -e $KDIR/includes ]] || index_includes

	DIRECT=() INDIRECT=()
	sort_touched
	if (( ${#INDIRECT[@]} )); then
		sort_included
	fi
	end_if_refused
	(( ${#DIRECT[@]} + ${#INDIRECT[@]} )) ||
		die "refused: nothing in this diff can change this kernel's vmlinux"

	if (( ${#INDIRECT[@]} + ${#ADDED[@]} )); then
		patched_tree full
	else
		patched_tree sparse
	fi
	source_objects "${DIRECT[@]}"
	end_if_refused
	if (( ${#INDIRECT[@]} )); then
		include_objects "${INDIRECT[@]}"
		refuse_assembly
		end_if_refused
	fi
	if (( ${#OBJECTS[@]} == 0 )); then
		(( ${#SHARED[@]} == 0 )) ||
			die "refused: ${SHARED[*]}: the change alters nothing in vmlinux, and modules, which include it too, cannot be patched yet"
		no_functional_change
	fi
	STAGE_NOTE=$(plural ${#OBJECTS[@]} object)
}

# DIRECT gets the sources that are compiled themselves, INDIRECT what others
# include; a file can be both.
sort_touched() {
	local path kind
	for path in "${CHANGED[@]}" "${ADDED[@]}" "${REMOVED[@]}"; do
		kind=$(file_kind "$path")
		case $kind in
		source)		DIRECT+=("$path")
				if is_included "$path"; then INDIRECT+=("$path"); fi ;;
		header)		INDIRECT+=("$path") ;;
		ignored:*)	note "$path: ${kind#*:}" ;;
		*)		refuse "$path: ${kind#*:}" ;;
		esac
	done
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
	first=$(grep -m1 -E '^(/|\.\./)(.*/)?init/main\.c$' "$KDIR/units") || true
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
			refuse "$path: the diff removes this file, which is part of vmlinux; a live patch cannot remove code"
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
		end_if_refused
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
			refuse "${obj%.o}.c: the diff adds this file, but no line for ${obj##*/} to the makefile of ${obj%/*}"
	done
}

check_owners() {
	local dir=$1 obj owner option
	shift
	for obj; do
		if [[ ! -s $dir/$obj.cmd ]]; then
			refuse "${obj%.o}.c: $(whose_source "${obj%.o}.c")"
			continue
		fi
		owner=$(object_owner "$obj" "$dir/$obj.cmd")
		if [[ $owner != vmlinux ]]; then
			refuse "${obj%.o}.c: $(not_of_vmlinux "$owner")"
		elif [[ ! -s $UNITS ]]; then
			# kbuild compiles for vmlinux whatever it is asked for
			option=$(option_of "$obj")
			[[ -z $option ]] || refuse "${obj%.o}.c: $(whose_source "${obj%.o}.c")"
		fi
	done
}
