# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# kernel.sh: which kernel?  Needs RELEASE, SOURCE_DIR or SOURCE_RPM; leaves KDIR, the
# kernel's place in the cache, locked, with
#
#	config, Module.symvers, vmlinux, units, and later tree/
#
# A source (source-debian.sh, source-dir.sh) is a set of functions SOURCE_*:
#	resolve			find packages or files; choose the CPU; set RELEASE,
#				KDIR, KERNEL_NOTE
#	extract_small DIR	config, Module.symvers
#	extract_vmlinux FILE	the kernel with symbols
#	unpack_source DIR	the source into an empty directory
#	modules DIR MODULE...	leave modules, named as fs/ext4/ext4.ko, in DIR under
#				these names (with .xz, .gz or .zst as they were shipped)
# vmlinux and the source are large and come in parallel.

VMLINUX_GIVEN=''	# the user's vmlinux, where it need not be extracted
VMLINUX_JOB=''		# process that extracts vmlinux, if it had to be started
KERNEL_NOTE=''

find_kernel() {
	if [[ -n $SOURCE_DIR ]]; then
		SOURCE=dir
	elif [[ -n $SOURCE_RPM ]]; then
		SOURCE=rpm
	else
		RELEASE=${RELEASE:-$(uname -r)}
		[[ $RELEASE =~ ^[0-9][A-Za-z0-9.+~_-]*$ ]] ||
			die "-a $RELEASE: not a kernel release; give what uname -r prints there"
		SOURCE=$(distro_source)
		local cpu
		cpu=$(release_cpu)
		choose_cpu "$cpu"
	fi

	"${SOURCE}_resolve"
	lock_kernel -s
	if [[ ! -e $KDIR/small.done || ! -e $KDIR/vmlinux.done || ! -e $KDIR/source.done ]]; then
		lock_kernel -x
	fi

	: >"$KDIR/used"
	if [[ ! -e $KDIR/small.done ]]; then
		bound_cache 5000
		need_space 3000 "$KDIR" "unpacking a kernel"
		"${SOURCE}_extract_small" "$KDIR"
		: >"$KDIR/small.done"
	fi
	CONFIG=$KDIR/config
	SYMVERS=$KDIR/Module.symvers
	VMLINUX=$KDIR/vmlinux
	check_cpu_config
	check_options

	if [[ ! -e $KDIR/vmlinux.done ]]; then
		extract_vmlinux &
		VMLINUX_JOB=$!
	fi
	STAGE_NOTE="$RELEASE${KERNEL_NOTE:+ ($KERNEL_NOTE)}"
}

# distro_source: whose release is it?  Debian's end with one of its names for a
# CPU, those of Fedora's kin name the distribution; the rest is asked of this system.
distro_source() {
	local id='' flavour=${RELEASE##*-}
	if [[ -n $(cpu_row 7 "$flavour") ]]; then
		echo debian
		return
	fi
	if [[ -r /etc/os-release ]]; then
		# shellcheck source=/dev/null
		id=$(. /etc/os-release; echo " $ID ${ID_LIKE:-} ")
	fi
	case $RELEASE/$id in
	*.fc[0-9]*|*.el[0-9]*|*.amzn[0-9]*|*.oe[0-9]*|*uek*|*\ fedora\ *|*\ rhel\ *)
		die "$RELEASE: kernels of this distribution come from their source package: give it with -r, and vmlinux or the debuginfo package with -v" ;;
	*.0-[0-9]*-*/*|*/*\ ubuntu\ *)	echo ubuntu ;;
	*/*\ debian\ *)		echo debian ;;
	*)	die "$RELEASE: this distribution's packages are not supported yet; give the kernel with -s DIR -c CONFIG -v VMLINUX" ;;
	esac
}

# The CPU that the release is for, when its name or --arch says so; else this one.
release_cpu() {
	local named
	named=$(cpu_row 7 "${RELEASE##*-}" | awk '{ print $1 }') || true
	[[ -z $ARCH_GIVEN || -z $named || $ARCH_GIVEN == "$named" ]] ||
		die "-a $RELEASE: is for $named, not for --arch $ARCH_GIVEN; leave --arch out"
	echo "${ARCH_GIVEN:-${named:-$(uname -m)}}"
}

# lock_kernel -s while KDIR is used, -x while something in it is made that
# others rely on; what was seen before may have changed when it returns.  fd 9
# carries the lock, and so do the children that write there.  Work that only
# adds to KDIR takes turns by lock_turn, under the shared lock.
lock_kernel() {
	while :; do
		mkdir -p "$KDIR"
		exec 9>>"$KDIR/lock"
		if ! flock -n "$1" 9; then
			progress "waiting for another kpatch-build at work on $RELEASE"
			interruptible flock "$1" 9
		fi
		# the one before may have removed it all
		[[ $KDIR/lock -ef /proc/self/fd/9 ]] && break
	done
}

lock_turn() {
	exec 6>>"$KDIR/turn"
	if ! flock -n -x 6; then
		progress "waiting for another kpatch-build at work on $RELEASE"
		interruptible flock -x 6
	fi
}

unlock_turn() {
	exec 6>&-
}

# Runs in the background; wait_vmlinux looks at what it left.
extract_vmlinux() {
	"${SOURCE}_extract_vmlinux" "$KDIR/vmlinux.tmp"
	readelf -h "$KDIR/vmlinux.tmp" >>"$LOG" 2>&1 ||
		die "the vmlinux of $RELEASE is not a whole ELF file"
	compile_units "$KDIR/vmlinux.tmp" >"$KDIR/units"
	mv "$KDIR/vmlinux.tmp" "$KDIR/vmlinux"
	: >"$KDIR/vmlinux.done"
}

wait_vmlinux() {
	[[ -n $VMLINUX_JOB ]] || return 0
	progress "waiting for vmlinux"
	if ! wait "$VMLINUX_JOB"; then
		# it has told already
		[[ ! -e $REPORTED ]] || exit 1
		die "could not get the vmlinux of $RELEASE"
	fi
	VMLINUX_JOB=''
}

# The source files that vmlinux was made of, by its own debug info; empty
# when it has none.
compile_units() {
	{ readelf --debug-dump=info --dwarf-depth=1 "$1" 2>>"$LOG" || true; } |
		awk '/DW_TAG_compile_unit/ { want = 1 }
		     want && /DW_AT_name/ { sub(/.*: /, ""); print; want = 0 }' |
		sed -e 's|^\./||' | sort -u
}

config_has() {
	grep -q "^CONFIG_$1=[ym]" "$CONFIG"
}
