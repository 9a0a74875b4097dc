# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# compiler.sh: the compiler that built the kernel, and no other.
#
# Needs the config, whose CONFIG_CC_VERSION_TEXT is the first line of the
# compiler's --version, and vmlinux.  Leaves CC and CC_TEXT.

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

choose_compiler() {
	local want name candidate found=''
	want=$(sed -nE 's/^CONFIG_CC_VERSION_TEXT="(.*)"$/\1/p' "$CONFIG")
	if config_has CC_IS_CLANG || [[ $want == *clang* ]]; then
		die "$RELEASE was built with clang ($want), which is not supported yet"
	fi
	name=${want%% *}
	name=${name##*/}
	name=${name#"${CROSS_COMPILE:-}"}

	CC='' CC_TEXT=''
	for candidate in ${name:+"${CROSS_COMPILE:-}$name"} ${name:+"$name"} "${CROSS_COMPILE:-}gcc"; do
		command -v "$candidate" >/dev/null || continue
		found=$("$candidate" --version | sed -n 1p)
		# the first word is only the name it was called by
		if [[ -z $want || ${found#* } == "${want#* }" ]]; then
			CC=$candidate CC_TEXT=$found
			return 0
		fi
		if [[ -z $CC ]]; then CC=$candidate CC_TEXT=$found; fi
	done

	if (( SKIP_COMPILER_CHECK )) && [[ -n $CC ]]; then
		note "compiling with $CC_TEXT, the kernel with $want"
		return 0
	fi
	die "$RELEASE was built with $want; ${CC:+here is $CC_TEXT; }install $(compiler_package "$want"), or take the risk with --skip-compiler-check"
}

# compiler_package TEXT: the package that holds that compiler.
# "gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0" is gcc-12=12.2.0-14+deb12u1
compiler_package() {
	local version=''
	version=$(sed -nE 's/.*\((Debian|Ubuntu) ([^)]*)\).*/\2/p' <<<"$1")
	if [[ -n $version ]]; then
		echo "the package gcc-${version%%.*}=$version"
	else
		echo "that one"
	fi
}

# vmlinux carries the version of each compiler that made a part of it.
check_vmlinux_compiler() {
	local comment
	comment=$(readelf -p .comment "$VMLINUX" 2>>"$LOG" | sed -nE 's/^ *\[ *[0-9a-f]+\] +GCC: (.*)$/\1/p' | sort -u)
	if [[ -z $comment || $comment == "${CC_TEXT#* }" ]]; then
		return 0
	fi
	if (( SKIP_COMPILER_CHECK )); then
		note "vmlinux was compiled by $comment, the patch is by ${CC_TEXT#* }"
		return 0
	fi
	die "vmlinux was compiled by gcc $comment, but the compiler here is $CC_TEXT; install $(compiler_package "gcc $comment"), or take the risk with --skip-compiler-check"
}
