# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# source-dir.sh: a kernel from the user's own tree (-s, -c, -v).
#
# The tree is read, never written.  What is compiled is a copy without .git and
# without anything that a build leaves, kept until the tree changes.

DIR_VMLINUX='' DIR_CONFIG='' DIR_SYMVERS=''

dir_resolve() {
	local build cpu
	[[ -d $SOURCE_DIR ]] || die "-s $SOURCE_DIR: no such directory"
	SOURCE_DIR=$(readlink -f "$SOURCE_DIR")
	build=$SOURCE_DIR
	# where make O=DIR built, it left a link to the source
	if [[ ! -e $SOURCE_DIR/Kconfig && -d $SOURCE_DIR/source ]]; then
		SOURCE_DIR=$(readlink -f "$SOURCE_DIR/source")
	fi
	[[ -f $SOURCE_DIR/Makefile && -f $SOURCE_DIR/Kconfig && -d $SOURCE_DIR/kernel ]] ||
		die "-s $SOURCE_DIR: not the top of a kernel source tree"

	DIR_VMLINUX=${VMLINUX:-$build/vmlinux}
	[[ -f $DIR_VMLINUX ]] || die "$DIR_VMLINUX: no such file; give the kernel with symbols with -v FILE"
	DIR_VMLINUX=$(readlink -f "$DIR_VMLINUX")
	DIR_CONFIG=$(first_file "$CONFIG" "$build/.config" "${DIR_VMLINUX%/*}/.config") ||
		die "${CONFIG:-$build/.config}: no such file; give the kernel's config with -c FILE"
	DIR_CONFIG=$(readlink -f "$DIR_CONFIG")
	readelf -h "$DIR_VMLINUX" >>"$LOG" 2>&1 ||
		die "$DIR_VMLINUX: not an ELF file; -v wants vmlinux with symbols, not vmlinuz"
	cpu=$(cpu_of_elf "$DIR_VMLINUX")
	choose_cpu "$cpu"
	[[ -z $ARCH_GIVEN || $ARCH_GIVEN == "$CPU" ]] ||
		die "$DIR_VMLINUX: is for $CPU, not for --arch $ARCH_GIVEN; leave --arch out"

	VMLINUX_GIVEN=$DIR_VMLINUX
	RELEASE=$(release_of_vmlinux "$DIR_VMLINUX")
	check_series
	DIR_SYMVERS=$(first_file '' "${DIR_VMLINUX%/*}/Module.symvers" "$build/Module.symvers" \
		      "${DIR_CONFIG%/*}/Module.symvers") || true

	progress "looking for changes in $SOURCE_DIR"
	local place state
	# one source may be built in many places
	place=$(short_hash <<<"$SOURCE_DIR")-$(short_hash <<<"$DIR_CONFIG $DIR_VMLINUX")
	state=$(dir_state)
	KDIR=$CACHE/kernels/dir-$place-$state
	KERNEL_NOTE=$SOURCE_DIR
	dir_forget_others "$CACHE/kernels/dir-$place-"
}

# source_version DIR: 6.1.99, by its makefile; nothing when that does not say.
source_version() {
	awk -F' *= *' '
		/^(VERSION|PATCHLEVEL|SUBLEVEL) *=/ { version = version sep $2; sep = "." }
		END { print version }' "$1/Makefile"
}

# Distributions count releases in their own way, but not versions.
check_series() {
	local version series
	version=$(source_version "$SOURCE_DIR")
	series=${version%.*}
	[[ -z $version || $RELEASE == "$series" || $RELEASE == "$series"[!0-9]* ]] ||
		die "-s $SOURCE_DIR is the source of Linux $version, but $DIR_VMLINUX is $RELEASE; give the source that it was made from"
	version=$(sed -nE '1,5s/^# Linux.* ([0-9]+\.[0-9]+)[^ ]* Kernel Configuration.*/\1/p' "$DIR_CONFIG")
	[[ -z $version || -z $series || $version == "$series" ]] ||
		die "$DIR_CONFIG is a config of Linux $version, but the source is of $series; give the kernel's own with -c FILE"
	! grep -q $'\r' "$DIR_CONFIG" ||
		die "$DIR_CONFIG: its lines end as in DOS, which the kernel's makefiles do not understand; convert it (sed 's/\\r$//')"
}

# first_file GIVEN CANDIDATE...: what was given, or the first that exists.
first_file() {
	local file
	if [[ -n $1 ]]; then
		[[ -f $1 ]] && echo "$1"
		return
	fi
	shift
	for file; do
		if [[ -s $file ]]; then
			echo "$file"
			return
		fi
	done
	return 1
}

release_of_vmlinux() {
	local release
	release=$(grep -aoE -m1 'Linux version [0-9][^ ]* ' "$1" | head -n 1 | cut -d' ' -f3) || true
	[[ -n $release ]] || die "$1: holds no 'Linux version' text; is it a kernel?"
	echo "$release"
}

# What a build leaves is not source.
dir_files() {
	(cd "$SOURCE_DIR" && find . \
		\( -name .git -o -path ./include/generated -o -path ./include/config \
		   -o -path './arch/*/include/generated' \) -prune -o \
		! -type d ! -name '*.o' ! -name '*.ko' ! -name '*.a' ! -name '*.cmd' \
		! -name '.*.d' ! -name '*.mod' ! -name '*.mod.c' ! -name '.tmp_*' \
		! -name '*.order' ! -name '*.symvers' ! -name '*.so' ! -name '*.so.dbg' \
		! -path './.config*' ! -path './vmlinux*' ! -path './.vmlinux*' \
		! -path './System.map' ! -path './modules.*' "$@")
}

# Changes when a file does, by path, size and time.
dir_state() {
	{
		dir_files -printf '%P %s %T@ %l\n' | sort
		stat -L -c '%n %s %Y' "$DIR_VMLINUX" "$DIR_CONFIG" ${DIR_SYMVERS:+"$DIR_SYMVERS"}
	} | short_hash
}

# Copies of earlier states of this tree, unless one is in use.
dir_forget_others() {
	local old
	for old in "$1"*/; do
		old=${old%/}
		[[ $old != "$KDIR" ]] || continue
		forget_kernel "$old" || true
	done
}

dir_extract_small() {
	local dir=$1
	cp "$DIR_CONFIG" "$dir/config"
	symvers_of_vmlinux "$DIR_VMLINUX" >"$dir/Module.symvers"
	if [[ -z $DIR_SYMVERS ]]; then
		log "no Module.symvers beside the source: made one from $DIR_VMLINUX"
	elif cmp -s <(exports_of_vmlinux "$DIR_SYMVERS") <(exports_of_vmlinux "$dir/Module.symvers"); then
		cp "$DIR_SYMVERS" "$dir/Module.symvers"
	else
		note "$DIR_SYMVERS is of another build than $DIR_VMLINUX, and is left aside"
	fi
}

# "CRC SYMBOL" of what vmlinux exports.
exports_of_vmlinux() {
	awk -F'\t' '$3 == "vmlinux" { print $1, $2 }' "$1" | sort
}

dir_extract_vmlinux() {
	ln -sfn "$DIR_VMLINUX" "$1"
}

# Modules lie beside their objects, or are installed.
dir_modules() {
	local dir=$1 owner place file
	shift
	for owner; do
		mkdir -p "$(dirname "$dir/$owner")"
		for place in "$SOURCE_DIR" "${DIR_VMLINUX%/*}" "${DIR_CONFIG%/*}" "/lib/modules/$RELEASE/kernel"; do
			for file in "$place/$owner" "$place/$owner".{xz,zst,gz}; do
				[[ ! -s $file ]] || break 2
			done
		done
		[[ -s $file ]] ||
			die "$owner: not found in $SOURCE_DIR, beside $DIR_VMLINUX, nor in /lib/modules/$RELEASE; the module as it runs is needed to patch it: put it at $SOURCE_DIR/$owner"
		cp "$file" "$dir/$owner${file##*"$owner"}"
	done
}

dir_unpack_source() {
	local dir=$1
	dir_files -print0 | (cd "$SOURCE_DIR" &&
		xargs -0 cp -a --no-preserve=ownership --reflink=auto --parents -t "$dir") 2>>"$LOG" ||
		command_failed "copy $SOURCE_DIR"
	chmod -R u+rwX "$dir"
}
