# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# source-ubuntu.sh: a kernel of Ubuntu's; see packages-deb.sh.
#
# The packages with debug symbols (ddeb) lie in an archive of their own, which
# must be among apt's sources.

ubuntu_resolve()		{ deb_resolve; }
ubuntu_extract_small()		{ deb_extract_small "$@"; }
ubuntu_extract_vmlinux()	{ deb_extract_vmlinux "$@"; }
ubuntu_unpack_source()		{ deb_unpack_source "$@"; }
ubuntu_modules()		{ deb_modules "$@"; }
ubuntu_finish_source()		{ :; }

# The flavours come from several source packages, each with one of the version
# that is wanted or without: that of the release is the one with it.
ubuntu_packages() {
	local series flavour
	series=$(series_of "$RELEASE")
	flavour=${RELEASE##*-}
	cat <<-END
	dbg	linux-image-unsigned-$RELEASE-dbgsym|linux-image-$RELEASE-dbgsym
	headers	linux-headers-$RELEASE
	image	linux-modules-$RELEASE
	source	linux-source-$series.0|linux-$flavour-source-$series.0|linux-hwe-$series-source-$series.0|linux-$flavour-$series-source-$series.0
	END
}

# "#101-Ubuntu SMP ..." of 5.15.0-91-generic is 5.15.0-91.101
ubuntu_running_version() {
	uname -v | sed -nE "s/^#([0-9][^ -]*)-Ubuntu .*/${RELEASE%-*}.\1/p"
}

ubuntu_dbg_pattern() {
	echo '^linux-image-(unsigned-)?[0-9].*-dbgsym$'
}
