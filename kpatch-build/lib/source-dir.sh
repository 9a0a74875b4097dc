# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# source-dir.sh: a kernel from the user's own tree (-s, -c, -v).
#
# The tree is read, never written.  What is compiled is a copy without .git and
# without anything that a build leaves, kept until the tree changes.

DIR_VMLINUX='' DIR_CONFIG='' DIR_SYMVERS=''

dir_resolve() {
	[[ -d $SOURCE_DIR ]] || die "-s $SOURCE_DIR: no such directory"
	SOURCE_DIR=$(readlink -f "$SOURCE_DIR")
	[[ -f $SOURCE_DIR/Makefile && -f $SOURCE_DIR/Kconfig && -d $SOURCE_DIR/kernel ]] ||
		die "-s $SOURCE_DIR: not the top of a kernel source tree"

	DIR_CONFIG=${CONFIG:-$SOURCE_DIR/.config}
	DIR_VMLINUX=${VMLINUX:-$SOURCE_DIR/vmlinux}
	[[ -f $DIR_CONFIG ]] || die "$DIR_CONFIG: no such file; give the kernel's config with -c FILE"
	[[ -f $DIR_VMLINUX ]] || die "$DIR_VMLINUX: no such file; give the kernel with symbols with -v FILE"
	DIR_CONFIG=$(readlink -f "$DIR_CONFIG")
	DIR_VMLINUX=$(readlink -f "$DIR_VMLINUX")
	readelf -h "$DIR_VMLINUX" >>"$LOG" 2>&1 ||
		die "$DIR_VMLINUX: not an ELF file; -v wants vmlinux with symbols, not vmlinuz"
	local cpu
	cpu=$(cpu_of_elf "$DIR_VMLINUX")
	choose_cpu "$cpu"
	[[ -z $ARCH_GIVEN || $ARCH_GIVEN == "$CPU" ]] ||
		die "$DIR_VMLINUX: is for $CPU, not for --arch $ARCH_GIVEN; leave --arch out"

	RELEASE=$(grep -aoE -m1 'Linux version [0-9][^ ]* ' "$DIR_VMLINUX" | head -n 1 | cut -d' ' -f3) || true
	[[ -n $RELEASE ]] || die "$DIR_VMLINUX: holds no 'Linux version' text; is it a kernel?"

	local sibling
	for sibling in "$SOURCE_DIR" "${DIR_VMLINUX%/*}" "${DIR_CONFIG%/*}"; do
		if [[ -s $sibling/Module.symvers ]]; then
			DIR_SYMVERS=$sibling/Module.symvers
			break
		fi
	done

	progress "looking for changes in $SOURCE_DIR"
	local place state
	place=$(short_hash <<<"$SOURCE_DIR")
	state=$(dir_state)
	KDIR=$CACHE/kernels/dir-$place-$state
	KERNEL_NOTE=$SOURCE_DIR
	dir_forget_others "$CACHE/kernels/dir-$place-"
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
	if [[ -n $DIR_SYMVERS ]]; then
		cp "$DIR_SYMVERS" "$dir/Module.symvers"
	else
		symvers_of_vmlinux "$DIR_VMLINUX" >"$dir/Module.symvers"
		log "no Module.symvers beside the source: made one from $DIR_VMLINUX"
	fi
}

dir_extract_vmlinux() {
	ln -sfn "$DIR_VMLINUX" "$1"
}

dir_unpack_source() {
	local dir=$1
	dir_files -print0 | (cd "$SOURCE_DIR" &&
		xargs -0 cp -a --no-preserve=ownership --reflink=auto --parents -t "$dir") 2>>"$LOG" ||
		command_failed "copy $SOURCE_DIR"
	chmod -R u+rwX "$dir"
}
