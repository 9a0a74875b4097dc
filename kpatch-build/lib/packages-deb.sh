# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# packages-deb.sh: a kernel from packages of Debian's kind.
#
# What Debian and its kin share.  A distribution (source-debian.sh,
# source-ubuntu.sh) adds
#	packages		lines "ROLE PACKAGE|PACKAGE...", the first that exists is it:
#				dbg	vmlinux with symbols and debug info
#				headers	config, Module.symvers
#				image	the kernel's modules, as shipped
#				source	its source, of exactly the same version
#	running_version		the package version that the running kernel names
#	dbg_pattern		how apt-cache finds the dbg packages of all releases
#	finish_source DIR	what else makes the source that of this kernel
# Packages already in the cache are used as they are, without the network.

declare -gA DEB_FILE=()		# file of each role
DEB_MISSING=()			# packages that are not in the cache, as packages gives them
APT=()				# for another CPU, apt has package lists of its own

deb_resolve() {
	local version
	deb_other_cpu
	version=$(deb_version)
	KERNEL_NOTE=$version

	KDIR=$CACHE/kernels/$RELEASE
	# A release can be built again under the same name.
	if [[ -e $KDIR/package-version && $(<"$KDIR/package-version") != "$version" ]]; then
		KDIR=$CACHE/kernels/${RELEASE}_${version//:/-}	# make takes = and : for its own
	fi
	# Once unpacked, the packages are needed no more.
	if [[ -e $KDIR/small.done && -e $KDIR/vmlinux.done && -e $KDIR/source.done ]]; then
		return 0
	fi

	deb_find "$version"
	if (( ${#DEB_MISSING[@]} )); then
		need_space 1500 "$CACHE/packages" "downloading a kernel's packages"
		interruptible deb_download "$version" "${DEB_MISSING[@]}"
		deb_find "$version"
	fi
	mkdir -p "$KDIR"
	echo "$version" >"$KDIR/package-version"
}

deb_other_cpu() {
	APT=()
	is_foreign || return 0
	local dir=$CACHE/apt/$DEB_ARCH
	mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
	APT=(-o "APT::Architecture=$DEB_ARCH" -o "APT::Architectures=$DEB_ARCH"
	     -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache"
	     -o Dir::State::status=/dev/null -o APT::Sandbox::User=root)
}

deb_package() {
	"${SOURCE}_packages" | awk -v role="$1" '$1 == role { print $2 }'
}

# deb_find VERSION: set DEB_FILE to the packages that are in the cache,
# DEB_MISSING to the others.
deb_find() {
	local version=$1 role names name file
	DEB_MISSING=()
	while read -r role names; do
		file=''
		for name in ${names//|/ }; do
			file=$(deb_cached "$name" "$version")
			[[ -z $file ]] || break
		done
		if [[ -n $file ]]; then
			DEB_FILE[$role]=$file
		else
			DEB_MISSING+=("$names")
		fi
	done < <("${SOURCE}_packages")
}

# The package version of RELEASE: the running kernel says its own; then the
# cache; then the archive.
deb_version() {
	local version='' name
	if [[ $RELEASE == "$(uname -r)" ]]; then
		version=$("${SOURCE}_running_version")
	fi
	if [[ -z $version && -e $CACHE/kernels/$RELEASE/source.done ]]; then
		version=$(<"$CACHE/kernels/$RELEASE/package-version")
	fi
	for name in $(deb_package dbg | tr '|' ' '); do
		[[ -z $version ]] || break
		version=$(printf '%s\n' "$CACHE/packages/${name}"_*.{deb,ddeb} |
			  sed -nE 's/.*_([^_]+)_[^_]+\.d?deb$/\1/p' | sed 's/%3a/:/g' |
			  sort -V | tail -n 1)
	done
	version=${version:-$(deb_archive_version)}
	if [[ -z $version ]] && deb_update; then
		version=$(deb_archive_version)
	fi
	[[ -n $version ]] || deb_no_such_release
	echo "$version"
}

# deb_archive PACKAGE...: "PACKAGE VERSION" of those that the archive has.  One call for
# all of them: apt-cache may read every list of packages anew each time.
deb_archive() {
	apt-cache "${APT[@]}" madison "$@" 2>>"$LOG" |
		awk -F'|' '!/Sources/ { gsub(/ /, ""); print $1, $2 }'
}

deb_archive_version() {
	local names
	read -ra names < <(deb_package dbg | tr '|' ' ')
	deb_archive "${names[@]}" | cut -d' ' -f2 | sort -V | tail -n 1
}

# A release that is not in the lists may be newer than they are; false when they were
# brought up to date within the hour, or cannot be.
deb_update() {
	local lists stamp=$CACHE/apt/updated${APT:+.$DEB_ARCH}
	[[ $(id -u) == 0 || ${#APT[@]} -gt 0 ]] || return 1
	lists=$(apt-config "${APT[@]}" shell lists Dir::State::lists/d 2>>"$LOG" | sed -n "s/^lists='\(.*\)'\$/\1/p")
	[[ -z $(find "$lists" -maxdepth 1 -name '*_*Release' -print -quit 2>/dev/null) ||
	   -z $(find "$lists" "$stamp" -maxdepth 0 -mmin -60 2>/dev/null) ]] || return 1
	progress "updating the package lists"
	apt-get "${APT[@]}" -qq -o Acquire::http::Timeout=20 -o Acquire::Retries=1 update >>"$LOG" 2>&1 || true
	mkdir -p "$CACHE/apt"
	: >"$stamp"
}

deb_no_such_release() {
	local have package
	package=$(deb_package dbg)
	have=$(apt-cache "${APT[@]}" pkgnames linux-image- 2>>"$LOG" | { grep -E "$("${SOURCE}_dbg_pattern")" || true; } |
	       sed -nE 's/^linux-image-(unsigned-)?([0-9].*)-dbg(sym)?$/\2/p' | deb_nearest)
	if [[ -z $have && -z $(deb_archive linux-libc-dev) ]]; then
		die "$RELEASE: its packages are not in $CACHE/packages, and apt has no package lists: run apt-get update (as root), or put the packages there"
	fi
	die "$RELEASE: no package ${package//|/ or }, neither in $CACHE/packages nor in the archive, which has: ${have:-no kernel with debug symbols (are those packages among the sources of apt?)}"
}

# deb_nearest: out of many releases, at most ten: those of the same series and flavour, else
# of the same series, else the newest.
deb_nearest() {
	local all near=() some want
	all=$(grep -vE '^[0-9]+\.[0-9]+-[a-z]' | sort -Vu) || true
	for want in "^$(series_of "$RELEASE")[.-].*-${RELEASE##*-}\$" "^$(series_of "$RELEASE")[.-]" .; do
		mapfile -t near < <(grep -E -- "$want" <<<"$all" || true)
		(( ${#near[@]} == 0 )) || break
	done
	some=${near[*]: -10}
	(( ${#near[@]} >= 10 )) || some=${near[*]}
	(( ${#near[@]} <= 10 )) || some+=" and $((${#near[@]} - 10)) older ones"
	echo "$some"
}

# deb_cached PACKAGE VERSION: print its file when it is there, and whole.
deb_cached() {
	local files size sum
	files=("$CACHE/packages/${1}_${2//:/%3a}"_*.{deb,ddeb})
	(( ${#files[@]} )) || return 0
	# an ar archive: 8 bytes, and 60 before each even-sized member
	size=$(stat -L -c %s "${files[0]}")
	sum=$(ar tv "${files[0]}" 2>>"$LOG" |
	      awk '{ s += 60 + $3 + $3 % 2 } END { print s + 8 }') || sum=0
	(( size == sum )) ||
		die "${files[0]}: the package is damaged or not complete; remove it and run this again"
	echo "${files[0]}"
}

# deb_download VERSION PACKAGE|PACKAGE...: of each the first in the archive.
deb_download() {
	local version=$1 names name package dir have all
	shift
	dir=$(mktemp -d "$CACHE/packages/.download.XXXXXX")
	chmod 755 "$dir"
	read -ra all <<<"${*//|/ }"
	have=$(deb_archive "${all[@]}")
	for names in "$@"; do
		package=''
		for name in ${names//|/ }; do
			if grep -qxF -- "$name $version" <<<"$have"; then
				package=$name
				break
			fi
		done
		[[ -n $package ]] || { rm -rf "$dir"; deb_download_failed "$names" "$version"; }
		progress "downloading $package"
		log "+ apt-get download $package=$version"
		if ! (cd "$dir" && apt-get "${APT[@]}" -q -o Acquire::http::Timeout=30 -o Acquire::Retries=2 \
			download "$package=$version") >>"$LOG" 2>&1 </dev/null; then
			rm -rf "$dir"
			deb_download_failed "$package" "$version"
		fi
		mv "$dir"/*.{deb,ddeb} "$CACHE/packages/"
	done
	rm -rf "$dir"
}

deb_download_failed() {
	local names=$1 version=$2 have all
	if log_says 'No space left on device'; then
		command_failed "download $names"
	fi
	read -ra all <<<"${names//|/ }"
	have=$(deb_archive "${all[@]}" | cut -d' ' -f2 | sort -Vu | sed 's/^/ /' | tr -d '\n')
	die "${names//|/ or } of version $version is not in the archive${have:+, which has$have}; try apt-get update, or put the package into $CACHE/packages"
}

deb_damaged() {
	if log_says 'No space left on device'; then
		command_failed "unpack ${1##*/}"
	fi
	die "could not unpack ${1##*/}: the package is damaged; remove it from $CACHE/packages and run this again"
}

# deb_tar DEB: the package's files as a tar stream, decompressed on all CPUs.
deb_tar() {
	case $(ar t "$1" | grep '^data\.tar') in
	data.tar.xz)	ar p "$1" data.tar.xz | xz -T0 -dc ;;
	*)		dpkg-deb --fsys-tarfile "$1" ;;
	esac
}

# deb_take DEB MEMBER DEST: one file out of a package.
deb_take() {
	local status
	# tar stops reading at the first match, so only its own status counts
	deb_tar "$1" 2>>"$LOG" | tar -xO --occurrence=1 -f - "$2" >"$3" 2>>"$LOG" ||
		{ status=("${PIPESTATUS[@]}"); (( status[1] == 0 )) || deb_damaged "$1"; }
	[[ -s $3 ]] || deb_damaged "$1"
}

deb_extract_small() {
	local dir=$1
	deb_take "${DEB_FILE[headers]}" "./usr/src/linux-headers-$RELEASE/.config" "$dir/config"
	deb_take "${DEB_FILE[headers]}" "./usr/src/linux-headers-$RELEASE/Module.symvers" "$dir/Module.symvers"
}

deb_extract_vmlinux() {
	deb_take "${DEB_FILE[dbg]}" "./usr/lib/debug/boot/vmlinux-$RELEASE" "$1"
}

# Below lib/modules/RELEASE/kernel/, in some distributions below usr/.  One that
# is not there is told by who wants it.
deb_modules() {
	local dir=$1 module version members=()
	shift
	for module; do
		members+=("*/modules/$RELEASE/kernel/$module*")
	done
	if [[ -z ${DEB_FILE[image]:-} ]]; then	# once unpacked, packages were not looked for
		version=$(<"$KDIR/package-version")
		DEB_FILE[image]=$(deb_cached_role image "$version")
		if [[ -z ${DEB_FILE[image]} ]]; then
			interruptible deb_download "$version" "$(deb_package image)"
			DEB_FILE[image]=$(deb_cached_role image "$version")
		fi
	fi
	deb_tar "${DEB_FILE[image]}" 2>>"$LOG" |
		tar -x -C "$dir" -f - --wildcards --transform "s|.*/modules/$RELEASE/kernel/||" \
			"${members[@]}" 2>>"$LOG" || true
}

deb_cached_role() {
	local name file
	for name in $(deb_package "$1" | tr '|' ' '); do
		file=$(deb_cached "$name" "$2")
		[[ -z $file ]] || break
	done
	echo "$file"
}

# The source package holds one tar file, under one of a few names.
deb_unpack_source() {
	local dir=$1 out=$WORK/source.deb tar
	mkdir -p "$out"
	deb_tar "${DEB_FILE[source]}" 2>>"$LOG" |
		tar -x -C "$out" --wildcards -f - './usr/src/*linux-*source-*.tar.*' 2>>"$LOG" ||
		deb_damaged "${DEB_FILE[source]}"
	tar=$(find "$out" -type f -name '*linux-*source-*.tar.*' -print -quit)
	[[ -n $tar ]] || deb_damaged "${DEB_FILE[source]}"
	case $tar in
	*.xz)	xz -T0 -dc "$tar" 2>>"$LOG" ;;
	*.bz2)	bzip2 -dc "$tar" 2>>"$LOG" ;;
	*.zst)	zstd -dc "$tar" 2>>"$LOG" ;;
	*)	gzip -dc "$tar" 2>>"$LOG" ;;
	esac | tar -x --strip-components=1 -C "$dir" -f - 2>>"$LOG" || deb_damaged "${DEB_FILE[source]}"
	rm -rf "$out"
	"${SOURCE}_finish_source" "$dir"
}
