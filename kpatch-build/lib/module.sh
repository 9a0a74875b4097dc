# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# module.sh: the modules to be patched, as they were shipped: their symbols,
# their code and their build ids are what the patch must fit.
#
# Leaves $KDIR/modules/OWNER for each that is asked for.

# Where an owner's ELF file is.
owner_elf() {
	if [[ $1 == vmlinux ]]; then
		echo "$VMLINUX"
	elif [[ $1 == "$OOT_NAME.ko" ]]; then
		echo "$OOT_MODULE"
	else
		echo "$KDIR/modules/$1"
	fi
}

# What the running kernel calls it.
owner_name() {
	if [[ $1 == vmlinux ]]; then echo vmlinux; else module_name "$1"; fi
}

# Each owner once.
owners() {
	local obj
	for obj; do
		echo "${OWNER[$obj]}"
	done | sort -u
}

# get_modules OWNER...
get_modules() {
	local owner missing=()
	for owner; do
		[[ $owner == vmlinux || $owner == "$OOT_NAME.ko" || -s $KDIR/modules/$owner ]] || missing+=("$owner")
	done
	(( ${#missing[@]} )) || return 0

	declare -F "${SOURCE}_modules" >/dev/null ||
		die "${missing[*]}: modules of a kernel from this kind of package are not supported yet; give the kernel with -s DIR -c CONFIG -v VMLINUX"
	lock_turn
	progress "getting $(plural ${#missing[@]} module)"
	local dir=$WORK/modules
	mkdir -p "$dir"
	"${SOURCE}_modules" "$dir" "${missing[@]}"
	for owner in "${missing[@]}"; do
		unpack_module "$dir" "$owner"
		check_module "$dir" "$owner"
		mkdir -p "$(dirname "$KDIR/modules/$owner")"
		cp "$dir/$owner" "$KDIR/modules/$owner.tmp.$$"
		mv "$KDIR/modules/$owner.tmp.$$" "$KDIR/modules/$owner"
	done
	rm -rf "$dir"
	unlock_turn
}

# unpack_module DIR OWNER: distributions compress them.
unpack_module() {
	local file=$1/$2
	if [[ -e $file.xz ]]; then xz -dc "$file.xz" >"$file"
	elif [[ -e $file.zst ]]; then zstd -qdc "$file.zst" >"$file"
	elif [[ -e $file.gz ]]; then gzip -dc "$file.gz" >"$file"
	fi 2>>"$LOG" || command_failed "unpack $2"
}

# An own tree may have modules of another build lying about.
check_module() {
	local file=$1/$2 magic
	[[ -s $file ]] ||
		die "$2: $RELEASE has no such module, though its configuration builds one${KERNEL_NOTE:+ (looked for in $KERNEL_NOTE)}"
	check_module_file "$file" "$2"
}

# check_module_file FILE NAME: is it a module for this kernel, with symbols?
check_module_file() {
	local magic
	magic=$(modinfo_of "$1" vermagic)
	[[ -n $magic ]] || die "$2: not a kernel module"
	[[ ${magic%% *} == "$RELEASE" ]] ||
		die "$2: is a module for ${magic%% *}, not for $RELEASE; build it again, or give the right kernel"
	readelf -sW "$1" 2>>"$LOG" | awk '/ FUNC / { found = 1 } END { exit !found }' ||
		die "$2: has no symbol table; the module as it was built is wanted"
}

# What the patch refers to besides vmlinux: modules that it changes, and those
# whose exports it uses, which must be of the same build as well.
referred_modules() {
	local obj
	for obj in "${OUTPUTS[@]}"; do
		readelf -sW "$WORK/output/$obj" 2>>"$LOG"
	done | sed -nE 's/.* \.klp\.sym\.([^.]+)\..*/\1/p' | sort -u | grep -vx vmlinux >"$WORK/referred" || true
	[[ ! -s $WORK/referred ]] || need_built
	{
		owners "${OUTPUTS[@]}" | grep -vx vmlinux || true
		[[ ! -s $WORK/referred ]] || awk -F'\t' '
		FILENAME ~ /referred$/ { want[$1] = 1; next }
		{
			name = $2
			sub(/.*\//, "", name); sub(/\.ko$/, "", name); gsub(/-/, "_", name)
			if (name in want) print $2
		}' "$WORK/referred" "$KDIR/built"
	} | sort -u
}

# modinfo_of FILE KEY: its first value; modinfo itself would look for modules by name.
modinfo_of() {
	readelf -p .modinfo "$1" 2>>"$LOG" | sed -nE "s/^ *\[ *[0-9a-f]+\] +$2=(.*)$/\1/p" | sed -n 1p
}
