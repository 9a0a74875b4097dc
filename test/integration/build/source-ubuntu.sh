#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A kernel by its release from an archive of packages as Ubuntu names and fills them.
. "$(dirname "$0")/lib.sh"

change=$cases/meminfo-string/change.patch
kb -a "$release" -t vmlinux -o out "$change"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
rm -f out/*
kernel=$cache/kernels/$release
# 6.1.0-50-generic out of 6.1.0-50-amd64, and the package version 6.1.0-50.51
base=${release%%-amd64}
ubuntu=$base-generic
version=$base.51

# package NAME [SUFFIX]: of what lies in root/.
package() {
	mkdir -p root/DEBIAN repo
	printf 'Package: %s\nVersion: %s\nArchitecture: amd64\nMaintainer: test <test@localhost>\nDescription: test\n' \
		"$1" "$version" >root/DEBIAN/control
	dpkg-deb -Znone -b root "repo/$1_${version}_amd64.${2:-deb}" >/dev/null
	rm -rf root
}

mkdir -p root/usr/lib/debug/boot
objcopy --strip-debug --keep-file-symbols "$kernel/vmlinux" "root/usr/lib/debug/boot/vmlinux-$ubuntu"
package "linux-image-unsigned-$ubuntu-dbgsym" ddeb
mkdir -p "root/usr/src/linux-headers-$ubuntu"
cp "$kernel/config" "root/usr/src/linux-headers-$ubuntu/.config"
cp "$kernel/Module.symvers" "root/usr/src/linux-headers-$ubuntu/"
package "linux-headers-$ubuntu"
mkdir -p "root/lib/modules/$ubuntu"
package "linux-modules-$ubuntu"
source=linux-source-${base%%-*}
cut_source "$source"
mkdir -p "root/usr/src/$source"
tar -c "$source" | bzip2 -1 >"root/usr/src/$source/$source.tar.bz2"
ln -s "$source/$source.tar.bz2" "root/usr/src/$source.tar.bz2"
package "$source"
rm -rf "$source"

# apt, with this archive as the only one.
{ (cd repo && dpkg-scanpackages -t deb . && dpkg-scanpackages -t ddeb .) >repo/Packages; } 2>/dev/null
echo "deb [trusted=yes] file:$work/repo ./" >sources.list
mkdir -p apt/lists/partial apt/cache/archives/partial
cat >apt.conf <<END
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "-";
Dir::State::Lists "$work/apt/lists";
Dir::State::status "/dev/null";
Dir::Cache "$work/apt/cache";
APT::Sandbox::User "root";
END
export APT_CONFIG=$work/apt.conf CACHEDIR=$work/cache

kb -a "$ubuntu" -t vmlinux -o out "$change"
[[ $status -eq 0 ]] || fail "exit status $status: $(cat stderr)"
grep -q "^kernel .*$ubuntu ($version)" stdout || fail "it says: $(cat stdout)"
grep -q '^match .*1 object as shipped' stdout || fail "it says: $(cat stdout)"
[[ $(modinfo -F vermagic out/kpatch-change.ko) == "$ubuntu "* ]] || fail "vermagic $(modinfo -F vermagic out/kpatch-change.ko)"
rm -f out/*

refused 'another release' "no package linux-image-unsigned-$base-aws-dbgsym or linux-image-$base-aws-dbgsym, .*has: $ubuntu\$" \
	-a "$base-aws" -t vmlinux "$change"
