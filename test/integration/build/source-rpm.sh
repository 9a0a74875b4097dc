#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A source package with patches in its %prep, and a debuginfo package, make a patch for their kernel.
. "$(dirname "$0")/lib.sh"

change=$cases/meminfo-string/change.patch
kb -a "$release" -t vmlinux -o out "$change"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
rm -f out/*
kernel=$cache/kernels/$release
# 6.1.0 and 50 of 6.1.0-50-amd64
version=${release%%-*}
build=${release#*-}
build=${build%%-*}
trap 'rm -rf "$work" "$cache/kernels/rpm-$release"-*' EXIT

# A line that a patch of the package puts right.
mkdir SOURCES
cut_source "linux-$version"
sed -i 's/si_swapinfo(&i);/i.totalswap = 1;/' "linux-$version/fs/proc/meminfo.c"
(diff -u "linux-$version/fs/proc/meminfo.c" "$kernel/tree/fs/proc/meminfo.c" || true) |
	sed '1s,^--- [^ \t]*,--- a/fs/proc/meminfo.c,; 2s,^+++ [^ \t]*,+++ b/fs/proc/meminfo.c,' >SOURCES/right.patch
tar -cf "SOURCES/linux-$version.tar" "linux-$version"
rm -rf "linux-$version"
cp "$kernel/config" SOURCES/kernel-x86_64.config
sed 's/^CONFIG_STACKPROTECTOR.*//' SOURCES/kernel-x86_64.config >SOURCES/kernel-x86_64-debug.config
echo >SOURCES/kernel-aarch64.config

cat >kernel.spec <<END
Name: kernel
Version: $version
Release: $build
Summary: a kernel
License: GPL-2.0-only
Source0: linux-$version.tar
Source1: kernel-x86_64.config
Source2: kernel-x86_64-debug.config
Source3: kernel-aarch64.config
Patch1: right.patch
BuildRequires: none-such
%description
%prep
%setup -q -n linux-%{version}
%patch -P 1 -p1
END
cat >debuginfo.spec <<END
%define debug_package %{nil}
%define __os_install_post %{nil}
Name: kernel-debuginfo
Version: $version
Release: $build
Summary: its symbols
License: GPL-2.0-only
%description
%install
mkdir -p %{buildroot}/usr/lib/debug/lib/modules/$release
cp $work/vmlinux %{buildroot}/usr/lib/debug/lib/modules/$release/
%files
/usr/lib/debug/lib/modules/$release/vmlinux
END

objcopy --strip-debug --keep-file-symbols "$kernel/vmlinux" vmlinux
pack() {
	rpmbuild "$@" --nodeps --target x86_64 --define "_topdir $work" \
		--define '_source_payload w.ufdio' --define '_binary_payload w.ufdio' >rpmbuild.log 2>&1 ||
		fail "rpmbuild: $(tail rpmbuild.log)"
}
pack -bs kernel.spec
pack -bb debuginfo.spec
rm -rf BUILD BUILDROOT vmlinux
source=SRPMS/kernel-$version-$build.src.rpm
debuginfo=RPMS/x86_64/kernel-debuginfo-$version-$build.x86_64.rpm

refused 'not a package' 'right\.patch: not an RPM package' -r SOURCES/right.patch "$change"
refused 'a binary package' 'debuginfo.*: a binary package; -r wants' -r "$debuginfo" "$change"
refused 'no vmlinux' 'there is no /usr/lib/debug/lib/modules/.*/vmlinux; give .* with -v' -r "$source" "$change"
refused 'source for vmlinux' 'holds no /usr/lib/debug/lib/modules/RELEASE/vmlinux' -r "$source" -v "$source" "$change"
echo 'const char banner[] = "Linux version 4.18.0-1.el8.x86_64 (me) ";' | gcc -c -o other -x c -
refused 'source of another release' "is the source of $version-$build, but vmlinux is of 4\.18\.0-1\.el8\.x86_64; get the source package of that" \
	-r "$source" -v other "$change"
refused 'another release' 'is of .*, not of -a 9' -r "$source" -v "$kernel/vmlinux" -a 9.9 "$change"

kb -r "$source" -v "$debuginfo" -t vmlinux -o out "$change"
[[ $status -eq 0 ]] || fail "exit status $status: $(cat stderr)"
grep -q "^kernel .*$release (kernel-$version-$build)" stdout || fail "it says: $(cat stdout)"
grep -q '^match .*1 object as shipped' stdout || fail "it says: $(cat stdout)"
[[ $(modinfo -F vermagic out/kpatch-change.ko) == "$release "* ]] || fail "vermagic $(modinfo -F vermagic out/kpatch-change.ko)"
