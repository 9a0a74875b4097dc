# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scope.sh: from the touched files to exactly the objects that can change.
#
# Applies the diffs (apply_diffs), sorts the touched files by kind, follows
# headers and included .c files up to what the targets were made of, and leaves
# OBJECTS with a recorded command and the OWNER of each.  Objects that are
# reached only through an include and read the same after the preprocessor are
# dropped.

OBJECTS=()
DIRECT=()
INDIRECT=()
MAKEFILES=()	# that have lines for added files

find_scope() {
	local owned=()
	if [[ -n $OOT_MODULE ]]; then
		find_oot_scope
		return
	fi
	apply_diffs
	load_units
	find_targets
	[[ -e $KDIR/includes ]] || index_includes
	only_vmlinux_sources || need_built

	DIRECT=() INDIRECT=() MAKEFILES=()
	sort_touched
	if (( FULL_BUILD )); then
		INDIRECT+=("${DIRECT[@]}")
	fi
	if (( ${#INDIRECT[@]} )); then
		sort_units
		sort_included
	fi
	end_if_refused
	(( ${#DIRECT[@]} + ${#INDIRECT[@]} )) ||
		die "refused: nothing in this diff can change this kernel's ${TARGETS[*]:-vmlinux or modules}"

	# kbuild, asked for an object, makes what that includes: the patched tree must have it too
	known_objects "${DIRECT[@]}"
	if (( ${#INDIRECT[@]} )); then
		find_candidates
	fi
	if (( ${#INDIRECT[@]} + ${#ADDED[@]} )) || called_elsewhere; then
		patched_tree full
	else
		patched_tree sparse
	fi
	new_objects "${DIRECT[@]}"
	end_if_refused
	if (( ${#INDIRECT[@]} )); then
		include_objects "${INDIRECT[@]}"
		refuse_assembly
		refuse_generated
		end_if_refused
	fi
	end_if_refused
	if (( ${#OBJECTS[@]} == 0 )); then
		(( ${#SHARED[@]} == 0 )) ||
			die "refused: ${SHARED[*]}: the change alters nothing in ${TARGETS[*]}; what else includes it was not named with -t"
		no_functional_change
	fi
	mapfile -t owned < <(owners "${OBJECTS[@]}")
	get_modules "${owned[@]}"
	STAGE_NOTE="$(plural ${#OBJECTS[@]} object)$(of_what)"
}

# For the stage line: " of ext4 and vmlinux".
of_what() {
	local names=()
	mapfile -t names < <(owners "${OBJECTS[@]}" | sed 's|.*/||; s|\.ko$||')
	[[ ${names[*]} != vmlinux ]] || return 0
	if (( ${#names[@]} > 4 )); then
		echo " of ${#names[@]} modules or vmlinux"
	else
		local IFS=,
		echo " of ${names[*]}"
	fi
}

# The common case, for which nothing needs to be known of modules.
only_vmlinux_sources() {
	local path
	(( ${#ADDED[@]} + ${#REMOVED[@]} == 0 )) || return 1
	for path in "${CHANGED[@]}"; do
		[[ $path == *.c ]] && is_unit "$path" && ! is_included "$path" || return 1
	done
}

# kbuild calls some sources by a way through other directories ("../"), which
# symbolic links would lead out of the patched tree.
called_elsewhere() {
	local path names=()
	for path in "${DIRECT[@]}"; do
		names+=("${path%.c}.o")
	done
	(( ${#names[@]} )) && grep -q '\.\./' <(kbuild_names "${names[@]}")
}

# DIRECT gets the sources that are compiled themselves, INDIRECT what others
# include; a file can be both.
sort_touched() {
	local path kind
	for path in "${CHANGED[@]}" "${ADDED[@]}" "${REMOVED[@]}"; do
		kind=$(file_kind "$path")
		case $kind in
		source)		if comment_elsewhere "$path"; then
					note "$path: only comments change"
					continue
				fi
				DIRECT+=("$path")
				if is_included "$path"; then INDIRECT+=("$path"); fi ;;
		header)		INDIRECT+=("$path") ;;
		makefile)	MAKEFILES+=("$path")
				note "$path: used to build the added files" ;;
		ignored:*)	note "$path: ${kind#*:}" ;;
		*)		refuse "$path: ${kind#*:}" ;;
		esac
	done
}

OWN_RULE="a makefile rule of its own compiles it into the kernel, which is not supported; leave it out of the diff"

# What a change of this file means: source, header, makefile, ignored:WHY or refused:WHY.
file_kind() {
	case $1 in
	arch/"$SRCARCH"/*.txt)	file_kind_by_name "$1" ;;	# code is made of some
	Documentation/*|LICENSES/*|MAINTAINERS|CREDITS|README*|COPYING|*.rst|*.txt|.*|*/.git*)
		echo "ignored:documentation, not part of the kernel" ;;
	tools/*|samples/*|usr/*)
		if is_unit "$1" || is_module_unit "$1"; then
			echo "refused:$OWN_RULE"
		elif is_included "$1"; then
			file_kind_by_name "$1"
		else
			echo "ignored:not part of the running kernel"
		fi ;;
	scripts/*)
		echo "refused:changes how the kernel is built, which a live patch cannot; leave it out of the diff" ;;
	arch/"$SRCARCH"/boot/*|arch/*/realmode/*|arch/*/purgatory/*|drivers/firmware/efi/libstub/*)
		echo "refused:runs before or beside the kernel, where a live patch cannot reach; leave it out of the diff" ;;
	arch/*/vdso/*|arch/*/kernel/vdso*/*|arch/*/entry/vsyscall/*)
		echo "refused:vdso code runs in user space, where a live patch cannot reach; leave it out of the diff" ;;
	arch/"$SRCARCH"/*|arch/Kconfig) file_kind_by_name "$1" ;;
	arch/*)	if is_unit "$1" || is_included "$1"; then
			file_kind_by_name "$1"
		else
			echo "ignored:for another CPU"
		fi ;;
	*)	file_kind_by_name "$1" ;;
	esac
}

file_kind_by_name() {
	case ${1##*/} in
	Kconfig*|*.config|*defconfig)
		echo "refused:a live patch cannot change the kernel's configuration; leave it out of the diff" ;;
	Makefile*|Kbuild*)
		if (( ${#ADDED[@]} )) && makefile_only_adds "$1"; then
			echo makefile
		else
			echo "refused:a live patch cannot change how existing objects are built; leave the makefile out of the diff"
		fi ;;
	*.lds.S|*.lds|*.lds.h)
		echo "refused:tells the linker how to lay out the kernel, which runs already; leave it out of the diff" ;;
	*.S|*.s)	echo "refused:assembly code cannot be compared function by function; patch a C function that calls it" ;;
	*.c)	if [[ -f $TREE/$1 ]] && ! is_unit "$1" && ! is_module_unit "$1"; then echo header; else echo source; fi ;;
	*.h|*.inc|*.def)	echo header ;;
	*)	echo "refused:only C files and headers can be live patched; what else the kernel is made of keeps its contents: leave it out of the diff" ;;
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

# OBJECTS of touched .c files that are compiled themselves: those that are there already.
known_objects() {
	local path known=()
	for path; do
		if [[ ! -f $WORK/new/$path ]]; then
			refuse "$path: the diff removes this file, which is part of $(owner_of_source "$path"); a live patch cannot remove code"
		elif [[ -f $TREE/$path ]]; then
			known+=("${path%.c}.o")
		fi
	done
	end_if_refused
	(( ${#known[@]} )) || return 0
	find_owners "${known[@]}"
	end_if_refused
	record_commands "${known[@]}"
	check_commands "$KDIR/commands" "${known[@]}"
	OBJECTS+=("${known[@]}")
}

# And those that the diff adds.
new_objects() {
	local path new=()
	for path; do
		[[ -f $TREE/$path ]] || new+=("${path%.c}.o")
	done
	(( ${#new[@]} )) || return 0
	list_built_after "$WORK/tree" "$WORK/built" "${MAKEFILES[@]}"
	check_makefile_lines "${new[@]}"
	check_makefile_effects
	end_if_refused
	record_in "$WORK/tree" "$WORK/commands" "${new[@]}"
	check_commands "$WORK/commands" "${new[@]}"
	OBJECTS+=("${new[@]}")
}

owner_of_source() {
	local owner
	owner=$(if [[ -s $KDIR/built ]]; then owners_of "$KDIR/built" "${1%.c}.o"; fi)
	echo "${owner:-vmlinux}" | paste -sd' '
}

# New files: into what do the patched makefiles put them?
check_makefile_lines() {
	local obj owner=()
	for obj; do
		mapfile -t owner < <(owners_of "$WORK/built" "$obj")
		if (( ${#owner[@]} == 0 )); then
			refuse "${obj%.o}.c: the diff adds this file, but no line for ${obj##*/} to the makefile of ${obj%/*} that this kernel's configuration uses"
		# check_makefile_effects tells what becomes a new module
		elif [[ ${owner[0]} == vmlinux ]] || is_built "${owner[0]}"; then
			set_owner "$obj" "${owner[@]}"
		fi
	done
}

# The makefiles may add the new files, and nothing else.
check_makefile_effects() {
	local obj owner
	while IFS=$'\t' read -r obj owner _; do
		refuse "$obj: the diff's makefile takes it out of $owner; a live patch cannot change how existing objects are built"
	done < <(comm -23 "$KDIR/built" "$WORK/built")
	while IFS=$'\t' read -r obj owner _; do
		if [[ -f $TREE/${obj%.o}.c ]]; then
			refuse "$obj: the diff's makefile adds it to $owner; only files that the diff itself adds can be new in a live patch"
		elif [[ $owner != vmlinux ]] && ! is_built "$owner"; then
			refuse "${obj%.o}.c: the diff makes a new module of it ($owner); build that as a module, a live patch only changes what is there"
		fi
	done < <(comm -13 "$KDIR/built" "$WORK/built")
}

check_commands() {
	local dir=$1 obj
	shift
	for obj; do
		[[ -s $dir/$obj.cmd ]] ||
			die "${obj%.o}.c: ${OWNER[$obj]} has it, but the kernel's makefiles do not make it; is this the right source and config?"
	done
}
