# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# source-debian.sh: a kernel from Debian's packages.
#
#	linux-image-REL-dbg	vmlinux with symbols and debug info
#	linux-headers-REL	config, Module.symvers
#	linux-image-REL		vmlinuz
#	linux-source-X.Y	the source, of exactly the same version
#
# Packages already in the cache are used as they are, without the network.

DEB_DBG='' DEB_HEADERS='' DEB_IMAGE='' DEB_SOURCE=''
DEB_MISSING=()

debian_resolve() {
	local version series
	version=$(debian_version)
	series=$(sed -E 's/^([0-9]+\.[0-9]+).*/\1/' <<<"$RELEASE")
	KERNEL_NOTE=$version

	KDIR=$CACHE/kernels/$RELEASE
	# A release can be built again under the same name.
	if [[ -e $KDIR/package-version && $(<"$KDIR/package-version") != "$version" ]]; then
		KDIR=$CACHE/kernels/$RELEASE=$version
	fi
	# Once unpacked, the packages are needed no more.
	if [[ -e $KDIR/small.done && -e $KDIR/vmlinux.done && -e $KDIR/source.done ]]; then
		return 0
	fi

	debian_find "$version" "$series"
	if (( ${#DEB_MISSING[@]} )); then
		need_space 1500 "$CACHE/packages" "downloading a kernel's packages"
		interruptible debian_download "$version" "${DEB_MISSING[@]}"
		debian_find "$version" "$series"
	fi
	mkdir -p "$KDIR"
	echo "$version" >"$KDIR/package-version"
}

# debian_find VERSION SERIES: set DEB_* to the packages that are in the cache,
# DEB_MISSING to the names of the others.
debian_find() {
	local version=$1 series=$2
	DEB_MISSING=()
	debian_cached DEB_DBG "linux-image-$RELEASE-dbg" "$version"
	debian_cached DEB_HEADERS "linux-headers-$RELEASE" "$version"
	debian_cached DEB_IMAGE "linux-image-$RELEASE" "$version"
	debian_cached DEB_SOURCE "linux-source-$series" "$version"
}

# The package version of RELEASE: the running kernel says its own; then the
# cache; then the archive.
debian_version() {
	local version=''
	if [[ $RELEASE == "$(uname -r)" ]]; then
		version=$(uname -v | sed -nE 's/.* Debian ([^ ]+) \(.*/\1/p')
	fi
	if [[ -z $version && -e $CACHE/kernels/$RELEASE/source.done ]]; then
		version=$(<"$CACHE/kernels/$RELEASE/package-version")
	fi
	if [[ -z $version ]]; then
		version=$(printf '%s\n' "$CACHE/packages/linux-image-$RELEASE-dbg"_*.deb |
			  sed -nE 's/.*_([^_]+)_[^_]+\.deb$/\1/p' | sed 's/%3a/:/g' |
			  sort -V | tail -n 1)
	fi
	if [[ -z $version ]]; then
		version=$(debian_archive_version)
	fi
	if [[ -z $version && $(id -u) == 0 ]]; then
		progress "updating the package lists"
		apt-get -qq -o Acquire::http::Timeout=20 -o Acquire::Retries=1 update >>"$LOG" 2>&1 || true
		version=$(debian_archive_version)
	fi
	[[ -n $version ]] || debian_no_such_release
	echo "$version"
}

debian_archive_version() {
	apt-cache madison "linux-image-$RELEASE-dbg" 2>>"$LOG" |
		awk -F'|' '!/Sources/ { gsub(/ /, "", $2); print $2 }' | sort -V | tail -n 1
}

debian_no_such_release() {
	local have
	have=$(apt-cache search --names-only '^linux-image-[0-9].*-dbg$' 2>>"$LOG" |
	       sed -nE '/^linux-image-[0-9]+\.[0-9]+-[a-z]/!s/^linux-image-([^ ]*)-dbg .*/\1/p' | sort -V | paste -sd' ') || true
	if [[ -z $have ]]; then
		die "$RELEASE: its packages are not in $CACHE/packages, and apt has no package lists: run apt-get update (as root), or put the packages there"
	fi
	die "$RELEASE: no package linux-image-$RELEASE-dbg, neither in $CACHE/packages nor in the archive, which has: $have"
}

# debian_cached VAR PACKAGE VERSION: VAR is its file, or it is missing.
debian_cached() {
	local var=$1 package=$2 version=$3 files size sum
	files=("$CACHE/packages/${package}_${version//:/%3a}"_*.deb)
	if (( ${#files[@]} == 0 )); then
		DEB_MISSING+=("$package")
		return 0
	fi
	# an ar archive: 8 bytes, and 60 before each even-sized member
	size=$(stat -L -c %s "${files[0]}")
	sum=$(ar tv "${files[0]}" 2>>"$LOG" |
	      awk '{ s += 60 + $3 + $3 % 2 } END { print s + 8 }') || sum=0
	(( size == sum )) ||
		die "${files[0]}: the package is damaged or not complete; remove it and run this again"
	printf -v "$var" '%s' "${files[0]}"
}

debian_download() {
	local version=$1 package dir
	shift
	dir=$(mktemp -d "$CACHE/packages/.download.XXXXXX")
	chmod 755 "$dir"
	for package in "$@"; do
		progress "downloading $package"
		log "+ apt-get download $package=$version"
		if ! (cd "$dir" && apt-get -q -o Acquire::http::Timeout=30 -o Acquire::Retries=2 \
			download "$package=$version") >>"$LOG" 2>&1 </dev/null; then
			rm -rf "$dir"
			debian_download_failed "$package" "$version"
		fi
		mv "$dir"/*.deb "$CACHE/packages/"
	done
	rm -rf "$dir"
}

debian_download_failed() {
	local package=$1 version=$2 have
	if log_says 'No space left on device'; then
		command_failed "download $package"
	fi
	have=$(apt-cache madison "$package" 2>>"$LOG" |
	       awk -F'|' '{ gsub(/ /, "", $2); print $2 }' | sort -Vu | paste -sd' ') || true
	if [[ " $have " == *" $version "* ]]; then
		die "could not download $package=$version; check the network, or put the package into $CACHE/packages"
	fi
	die "$package=$version is not in the archive${have:+, which has $have}; try apt-get update, or put the package into $CACHE/packages"
}

debian_damaged() {
	if log_says 'No space left on device'; then
		command_failed "unpack ${1##*/}"
	fi
	die "could not unpack ${1##*/}: the package is damaged; remove it from $CACHE/packages and run this again"
}

# debian_tar DEB: the package's files as a tar stream, decompressed on all CPUs.
debian_tar() {
	case $(ar t "$1" | grep '^data\.tar') in
	data.tar.xz)	ar p "$1" data.tar.xz | xz -T0 -dc ;;
	*)		dpkg-deb --fsys-tarfile "$1" ;;
	esac
}

# debian_take DEB MEMBER DEST: one file out of a package.
debian_take() {
	local status
	# tar stops reading at the first match, so only its own status counts
	debian_tar "$1" 2>>"$LOG" | tar -xO --occurrence=1 -f - "$2" >"$3" 2>>"$LOG" ||
		{ status=("${PIPESTATUS[@]}"); (( status[1] == 0 )) || debian_damaged "$1"; }
	[[ -s $3 ]] || debian_damaged "$1"
}

debian_extract_small() {
	local dir=$1
	debian_take "$DEB_HEADERS" "./usr/src/linux-headers-$RELEASE/.config" "$dir/config"
	debian_take "$DEB_HEADERS" "./usr/src/linux-headers-$RELEASE/Module.symvers" "$dir/Module.symvers"
	debian_take "$DEB_IMAGE" "./boot/vmlinuz-$RELEASE" "$dir/vmlinuz"
}

debian_extract_vmlinux() {
	debian_take "$DEB_DBG" "./usr/lib/debug/boot/vmlinux-$RELEASE" "$1"
}

debian_unpack_source() {
	local dir=$1 series tar
	series=${DEB_SOURCE##*/linux-source-}
	series=${series%%_*}
	tar=$WORK/linux-source.tar
	debian_take "$DEB_SOURCE" "./usr/src/linux-source-$series.tar.xz" "$tar"
	xz -T0 -dc "$tar" 2>>"$LOG" | tar -x --strip-components=1 -C "$dir" -f - 2>>"$LOG" ||
		debian_damaged "$DEB_SOURCE"
	rm -f "$tar"

	# The real-time flavour is the same source with one more patch.
	if [[ $RELEASE == *-rt-* ]]; then
		debian_take "$DEB_SOURCE" "./usr/src/linux-patch-$series-rt.patch.xz" "$WORK/rt.xz"
		xz -dc "$WORK/rt.xz" | patch -d "$dir" -p1 -s >>"$LOG" 2>&1 ||
			die "could not apply Debian's real-time patch to its source"
	fi
}
