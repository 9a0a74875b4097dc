# shellcheck shell=bash disable=SC2154 # top and cache are the caller's
# SPDX-License-Identifier: GPL-2.0-only
# foreign.sh: how do the tests get packages of the archive for another CPU?
#
# cpu_of_release REL		prints the CPU that a stock kernel's release is for
# foreign_apt CPU		sets APT to what apt must be told: nothing for this machine
# foreign_download CPU DIR PACKAGE...	leaves their files there
# foreign_libelf CPU		prints where libelf, to link against, is below usr/
# own_compiler CPU CONFIG	prints what --compiler-root wants for the kernel with that config,
#				if the archive's cross compiler makes other code
#
# The lists of other CPUs' packages stay in the cache; this system's dpkg and apt
# learn nothing of them.

. "$top/kpatch-build/lib/arch.sh"

cpu_of_release() {
	cpu_row 7 "${1##*-}" | awk '{ print $1 }' || uname -m
}

foreign_apt() {
	local cpu=$1 arch dir
	APT=()
	[[ $cpu != "$(uname -m)" ]] || return 0
	arch=$(cpu_row 1 "$cpu" | awk '{ print $6 }')
	dir=$cache/apt/$arch
	APT=(-o "APT::Architecture=$arch" -o "APT::Architectures=$arch"
	     -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache"
	     -o Dir::State::status=/dev/null -o APT::Sandbox::User=root)
	[[ ! -e $dir/lists/lock ]] || return 0
	mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
	# An archive may lack the CPU in one of its suites, and have it in the others.
	apt-get "${APT[@]}" -qq update >&2 || true
}

foreign_download() {
	local cpu=$1 dir=$2
	shift 2
	local -a APT
	foreign_apt "$cpu"
	(cd "$dir" && apt-get "${APT[@]}" -q download "$@") >&2
}

foreign_libelf() {
	local cpu=$1 dir=$cache/test/libelf-$1 file
	if [[ ! -e $dir/.complete ]]; then
		rm -rf "$dir"
		mkdir -p "$dir/debs"
		foreign_download "$cpu" "$dir/debs" libelf-dev zlib1g-dev
		for file in "$dir"/debs/*.deb; do
			dpkg-deb -x "$file" "$dir"
		done
		rm -r "$dir/debs"
		touch "$dir/.complete"
	fi
	echo "$dir"
}

# Of arm64 the cross compiler lays out frames otherwise; see compiler-root.sh.
OWN_COMPILER_CPUS='aarch64'

own_compiler() {
	local cpu=$1 config=$2 package dir
	[[ " $OWN_COMPILER_CPUS " == *" $cpu "* && $cpu != "$(uname -m)" ]] || return 0
	package=$(sed -nE 's/^CONFIG_CC_VERSION_TEXT="[^ ]*(gcc-[0-9]+) .*/\1/p' "$config")
	[[ -n $package ]] || return 0
	dir=$cache/test/compiler-$cpu-$package
	[[ -d $dir ]] || "$top/contrib/compiler-root" "$cpu" "$package" "$dir" >&2
	echo "$dir"
}
