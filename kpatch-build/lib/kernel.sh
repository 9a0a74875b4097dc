# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# kernel.sh: which kernel?  Needs RELEASE or SOURCE_DIR; leaves KDIR, the
# kernel's place in the cache, locked, with
#
#	config, Module.symvers, vmlinux, vmlinuz, units, and later tree/
#
# A source (source-debian.sh, source-dir.sh) is a set of functions SOURCE_*:
#	resolve			find packages or files; set RELEASE, KDIR, KERNEL_NOTE
#	extract_small DIR	config, Module.symvers, vmlinuz
#	extract_vmlinux FILE	the kernel with symbols
#	unpack_source DIR	the source into an empty directory
# vmlinux and the source are large and come in parallel.

VMLINUX_JOB=''		# process that extracts vmlinux, if it had to be started
KERNEL_NOTE=''

find_kernel() {
	if [[ -n $SOURCE_DIR ]]; then
		SOURCE=dir
	else
		RELEASE=${RELEASE:-$(uname -r)}
		[[ $RELEASE =~ ^[0-9][A-Za-z0-9.+~_-]*$ ]] ||
			die "-a $RELEASE: not a kernel release; give what uname -r prints there"
		SOURCE=$(distro_source)
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

	if [[ ! -e $KDIR/vmlinux.done ]]; then
		extract_vmlinux &
		VMLINUX_JOB=$!
	fi
	find_arch
	STAGE_NOTE="$RELEASE${KERNEL_NOTE:+ ($KERNEL_NOTE)}"
}

# Which packages the running system has, for -a.
distro_source() {
	local id=''
	if [[ -r /etc/os-release ]]; then
		# shellcheck source=/dev/null
		id=$(. /etc/os-release; echo " $ID ${ID_LIKE:-} ")
	fi
	case $id in
	*' debian '*)	echo debian ;;
	*)		die "this distribution's packages are not supported yet; give the kernel with -s DIR -c CONFIG -v VMLINUX" ;;
	esac
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
		[[ $KDIR/lock -ef /proc/$$/fd/9 ]] && break
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
	wait "$VMLINUX_JOB" || die "could not get the vmlinux of $RELEASE"
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

# The CPU, in the kernel's two spellings.
find_arch() {
	local line
	KARCH='' SRCARCH=''
	while read -r line; do
		case $line in
		CONFIG_X86_64=y)	KARCH=x86_64 SRCARCH=x86 ;;
		CONFIG_ARM64=y)		KARCH=arm64 SRCARCH=arm64 ;;
		CONFIG_PPC64=y)		KARCH=powerpc SRCARCH=powerpc ;;
		CONFIG_S390=y)		KARCH=s390 SRCARCH=s390 ;;
		CONFIG_LOONGARCH=y)	KARCH=loongarch SRCARCH=loongarch ;;
		esac
	done < <(grep -E '^CONFIG_(X86_64|ARM64|PPC64|S390|LOONGARCH)=y' "$CONFIG")
	[[ -n $KARCH ]] || die "the config of $RELEASE names no CPU that is supported (x86-64 is)"
}

config_has() {
	grep -q "^CONFIG_$1=[ym]" "$CONFIG"
}
