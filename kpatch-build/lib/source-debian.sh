# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# source-debian.sh: a kernel of Debian's; see packages-deb.sh.

debian_extract_small()		{ deb_extract_small "$@"; }
debian_extract_vmlinux()	{ deb_extract_vmlinux "$@"; }
debian_unpack_source()		{ deb_unpack_source "$@"; }
debian_modules()		{ deb_modules "$@"; }

# Some objects hold the package's version, which the source's Makefile takes from there.
debian_resolve() {
	deb_resolve
	export DISTRIBUTION_OFFICIAL_BUILD=1 DISTRIBUTOR=Debian
	DISTRIBUTION_VERSION=$(<"$KDIR/package-version")
	export DISTRIBUTION_VERSION
}

debian_packages() {
	cat <<-END
	dbg	linux-image-$RELEASE-dbg
	headers	linux-headers-$RELEASE
	image	linux-image-$RELEASE
	source	linux-source-$(series_of "$RELEASE")
	END
}

# 6.1 of 6.1.0-50-amd64
series_of() {
	sed -E 's/^([0-9]+\.[0-9]+).*/\1/' <<<"$1"
}

debian_running_version() {
	uname -v | sed -nE 's/.* Debian ([^ ]+) \(.*/\1/p'
}

debian_dbg_pattern() {
	echo '^linux-image-[0-9].*-dbg$'
}

# The real-time flavour is the same source with one more patch.
debian_finish_source() {
	local series
	[[ $RELEASE == *-rt-* ]] || return 0
	series=$(series_of "$RELEASE")
	deb_take "${DEB_FILE[source]}" "./usr/src/linux-patch-$series-rt.patch.xz" "$WORK/rt.xz"
	xz -dc "$WORK/rt.xz" | patch -d "$1" -p1 -s >>"$LOG" 2>&1 ||
		die "could not apply Debian's real-time patch to its source"
}
