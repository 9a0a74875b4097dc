# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# compiler.sh: the compiler that built the kernel, and no other.
#
# vmlinux names in .comment each compiler that made a part of it, and the config
# has the first line of the compiler's --version.  Leaves CC, CC_TEXT, LD,
# OBJCOPY, TOOLS, make's variables that name them, and DEBUG_FLAGS.

# Everything that the stages call; one message for all that is missing.
check_tools() {
	local tool missing=()
	for tool in make patch ld ar readelf objcopy bc bison flex xz tar flock getopt cmp sha256sum; do
		command -v "$tool" >/dev/null || missing+=("$tool")
	done
	if (( ${#missing[@]} )); then
		die "not installed: ${missing[*]} (contrib/install-deps installs all that is needed)"
	fi
}

# A compiler is known by what it writes into .comment: "GCC: (Debian 12.2.0-14)
# 12.2.0", or the first line of --version, "Debian clang version 14.0.6".
# id_of_text TEXT: by a line of --version, whose first word for gcc is only
# the name that it was called by.
id_of_text() {
	if [[ -z $1 || $1 == *clang* ]]; then
		echo "$1"
	else
		echo "GCC: ${1#* }"
	fi
}

# The other lines are of the linker, and of compilers that make no C.
ids_of_vmlinux() {
	readelf -p .comment "$1" 2>>"$LOG" |
		sed -nE 's/^ *\[ *[0-9a-f]+\] +((GCC: |.*clang version ).*)$/\1/p' | sed 's/ *$//' | sort -u
}

# What the kernel says of its compiler: vmlinux if it is there yet (packages are
# unpacked meanwhile; check_vmlinux_compiler looks then), else the config.
wanted_compiler() {
	local config vmlinux=$VMLINUX_GIVEN ids=()
	config=$(id_of_text "$(sed -nE 's/^CONFIG_CC_VERSION_TEXT="(.*)"$/\1/p' "$CONFIG")")
	if [[ -e $KDIR/vmlinux.done ]]; then vmlinux=$VMLINUX; fi
	if [[ -n $vmlinux ]]; then
		mapfile -t ids < <(ids_of_vmlinux "$vmlinux")
	fi
	if (( ${#ids[@]} == 0 )) || is_in "$config" "${ids[@]}"; then
		echo "$config"
	elif (( ${#ids[@]} == 1 )); then
		echo "${ids[0]}"
	else
		die "vmlinux was made by several compilers ($(join_list "${ids[@]}")), and the config of $RELEASE names none of them; give the kernel's own config"
	fi
}

join_list() {
	local item out=''
	for item; do
		out+="${out:+, }$item"
	done
	echo "$out"
}

choose_compiler() {
	local want candidate found=''
	want=$(wanted_compiler)
	enter_compiler_root

	CC='' CC_TEXT=''
	while read -r candidate; do
		command -v "$candidate" >/dev/null || continue
		found=$("$candidate" --version | sed -n 1p)
		if [[ -z $CC || -z $want ]] || same_compiler "$want" "$(id_of_text "$found")"; then
			CC=$candidate CC_TEXT=$found
		fi
		if [[ -z $want ]] || same_compiler "$want" "$(id_of_text "$found")"; then
			break
		fi
	done < <(compiler_names "$want")

	compiler_fits "$RELEASE was built with $want" "$want"
	choose_binutils
}

# compiler_names ID: by which names it may be called, the likeliest first.
compiler_names() {
	local major config
	if [[ -n $COMPILER_ROOT ]]; then
		printf '%s\n' "${ROOT_COMPILERS[@]}"
		return
	fi
	major=$(sed -nE 's/.*[ (]([0-9]+)\.[0-9]+\.[0-9]+.*/\1/p' <<<"$1")
	if [[ $1 == *clang* ]]; then
		printf '%s\n' ${major:+"clang-$major"} clang
		return
	fi
	config=$(sed -nE 's/^CONFIG_CC_VERSION_TEXT="([^ "]*).*/\1/p' "$CONFIG")
	config=${config##*/}
	for config in ${config:+"${CROSS_COMPILE:-}${config#"${CROSS_COMPILE:-$TRIPLET-}"}" "$config"} \
		      ${major:+"${CROSS_COMPILE:-}gcc-$major"} "${CROSS_COMPILE:-}gcc"; do
		# a plain gcc makes code for this machine only
		[[ $config == *clang* ]] || { is_foreign && [[ $config != "${CROSS_COMPILE:-}"* ]]; } || echo "$config"
	done
}

# same_compiler WANT HAVE.  A cross compiler is a package of its own, which can
# lag behind the native one: the version must be the same, its package level
# is left to the comparison with the shipped code.
same_compiler() {
	[[ $1 != "$2" ]] || return 0
	is_foreign && (( ! SKIP_BINARY_CHECK )) && [[ $1 == GCC:* && ${1##* } == "${2##* }" ]]
}

MUST_MATCH=0		# the compiler is only nearly the kernel's

# compiler_fits FACT WANT: go on only with the kernel's own, or on demand.
compiler_fits() {
	local fact=$1 want=$2 have
	have=$(id_of_text "$CC_TEXT")
	if [[ -n $CC && ( -z $want || $want == "$have" ) ]]; then
		return 0
	elif [[ -n $CC ]] && same_compiler "$want" "$have"; then
		MUST_MATCH=1
		note "the cross compiler is $have, the kernel's was $want; only code that is as shipped will be patched"
		return 0
	elif (( SKIP_COMPILER_CHECK )) && [[ -n $CC ]]; then
		note "compiling with $CC_TEXT, though $fact"
		return 0
	fi
	die "$fact; ${CC:+here is $CC_TEXT; }$(compiler_advice "$want")${CC:+, or take the risk with --skip-compiler-check}"
}

compiler_advice() {
	if [[ -n $COMPILER_ROOT ]]; then root_advice "$1"; else echo "install $(compiler_package "$1")"; fi
}

# compiler_package ID: the package that holds that compiler, and whether the
# archive still has it.  "GCC: (Debian 12.2.0-14+deb12u1) 12.2.0" is
# gcc-12=12.2.0-14+deb12u1
compiler_package() {
	local id=$1 vendor version major name have
	vendor=$(sed -nE 's/.*\((Debian|Ubuntu|Red Hat) ([^)]*)\).*/\1/p; s/^(Debian|Ubuntu) clang .*/\1/p' <<<"$id" | head -n 1)
	version=$(sed -nE 's/.*\((Debian|Ubuntu|Red Hat) ([^)]*)\).*/\2/p; s/.*clang version ([^ ]*).*/\1/p' <<<"$id" | head -n 1)
	major=${version%%.*}
	case $vendor:$id in
	Red*)			echo "the package gcc-$version"; return ;;
	Debian:*clang*|Ubuntu:*clang*)	echo "the package clang-$major (version $version)"; return ;;
	Debian:*|Ubuntu:*)	name=gcc-$major$(! is_foreign || echo "-${TRIPLET//_/-}") ;;
	*)			echo "that one"; return ;;
	esac
	if is_foreign; then
		echo "the package $name"
		return
	fi
	have=$(apt-cache madison "$name" 2>>"$LOG" | awk -F'|' '!/Sources/ { gsub(/ /, "", $2); print $2 }' | sort -Vu | paste -sd' ') || true
	if [[ -n $have && " $have " != *" $version "* ]]; then
		echo "the package $name=$version (the archive here has only $have)"
	else
		echo "the package $name=$version"
	fi
}

# Once vmlinux is there.
check_vmlinux_compiler() {
	local have ids=()
	mapfile -t ids < <(ids_of_vmlinux "$VMLINUX")
	have=$(id_of_text "$CC_TEXT")
	(( ${#ids[@]} )) && ! is_in "$have" "${ids[@]}" || return 0
	# said before, when the compiler was chosen
	[[ ${ids[0]} != "$(wanted_compiler)" ]] || return 0
	compiler_fits "vmlinux was compiled by $(join_list "${ids[@]}")" "${ids[0]}"
}

# Of debug info the comparison reads types, static variables, inlined calls and lines.
# Where the others have their values costs gcc an eighth of its time.
choose_debug_flags() {
	DEBUG_FLAGS=-fno-var-tracking
	[[ $CC != *clang* ]] || DEBUG_FLAGS=''
}

# clang's kernels may have been linked by GNU ld, and assembled by GNU as.
choose_binutils() {
	local version=''
	LD=${CROSS_COMPILE:-}ld OBJCOPY=${CROSS_COMPILE:-}objcopy
	if config_has LD_IS_LLD; then
		[[ $CC != *-* ]] || version=-${CC##*-}
		LD=ld.lld$version
		command -v "$LD" >/dev/null || LD=ld.lld
	fi
	local tool
	for tool in "$LD" "$OBJCOPY"; do
		command -v "$tool" >/dev/null ||
			die "$tool is not installed, which $RELEASE needs; install the package $(binutils_package "$tool")"
	done
	check_binutils
	TOOLS=("CC=$CC" "LD=$LD" "CROSS_COMPILE=${CROSS_COMPILE:-}")
	choose_compat
	[[ -z $COMPAT_PREFIX ]] || TOOLS+=("CROSS_COMPILE_COMPAT=$COMPAT_PREFIX")
	if [[ $CC == *clang* ]]; then
		TOOLS+=("LLVM_IAS=$(if config_has AS_IS_LLVM; then echo 1; else echo 0; fi)")
	fi
}

# A CROSS_COMPILE that was left in the environment is for another kernel.
check_binutils() {
	local probe=$WORK/probe target=()
	[[ $CC != *clang* ]] || target=("--target=$TRIPLET")
	{ "$CC" "${target[@]}" -c -x c -o "$probe.o" /dev/null && "$LD" -r -o "$probe.ld" "$probe.o" &&
		"$OBJCOPY" "$probe.o" "$probe.copy"; } >>"$LOG" 2>&1 ||
		die "$LD and $OBJCOPY do not work on what $CC compiles${CROSS_COMPILE:+: CROSS_COMPILE=$CROSS_COMPILE is not for the CPU of $RELEASE ($CPU); unset it}"
}

binutils_package() {
	case $1 in
	ld.lld*)	echo "lld${1#ld.lld}" ;;
	*)		echo "binutils$(! is_foreign || echo "-${TRIPLET//_/-}")" ;;
	esac
}
