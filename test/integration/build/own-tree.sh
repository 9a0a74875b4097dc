#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A tree of one's own: never built, under git, read-only, built elsewhere with O=.
. "$(dirname "$0")/lib.sh"

change=$cases/meminfo-string/change.patch
kb -a "$release" -t vmlinux -o out "$change"
[[ $status -eq 0 ]] || fail "$(cat stderr)"
rm -f out/*
kernel=$cache/kernels/$release

# Debian's source without what was built in it.
cp -al "$kernel/tree" tree 2>/dev/null || cp -a --reflink=auto "$kernel/tree" tree
find tree -newer "$kernel/source.done" ! -type d -delete
rm -rf tree/include/{config,generated}
# Its own kbuild would call this kernel 6.1.x-dirty.
cp tree/README readme
mv readme tree/README
git -C tree init -q
git -C tree add -f README
git -C tree -c user.name=test -c user.email=test commit -q -m test
echo dirty >>tree/README
mount --bind -o ro tree tree
trap 'umount tree; rm -rf "$work" "$cache"/kernels/dir-"$(readlink -f "$work/tree" | sha256sum | cut -c1-16)"-*' EXIT
! touch tree/x 2>/dev/null || fail 'the tree can be written to'

# built WHAT: a module for this release, of code that is as shipped.
built() {
	[[ $status -eq 0 ]] || fail "$1: exit status $status: $(cat stderr)"
	[[ $(modinfo -F vermagic out/kpatch-change.ko) == "$release "* ]] ||
		fail "$1: vermagic $(modinfo -F vermagic out/kpatch-change.ko)"
	grep -q '^match .*1 object as shipped' stdout || fail "$1: it says: $(cat stdout)"
	rm -f out/*
}

exports() {
	awk '$3 == "vmlinux" { print $1, $2, $4 }' "$1" | sort
}

ln -s "$kernel/vmlinux" vmlinux
cp "$kernel/config" config
kb -s tree -c config -v vmlinux -t vmlinux -o out "$change"
built 'never built'
place=$(readlink -f tree | sha256sum | cut -c1-16)
exports "$cache"/kernels/dir-"$place"-*/Module.symvers >made
[[ -s made ]] || fail "no Module.symvers was made"
diff <(exports "$kernel/Module.symvers") made >differ ||
	fail "Module.symvers made from vmlinux differs: $(head -n 5 differ)"

mkdir build
ln -s ../tree build/source
ln -s ../config build/.config
ln -s "$kernel/vmlinux" build/vmlinux
kb -s build -o out -t vmlinux "$change"
built 'built with O='
[[ $(echo "$cache"/kernels/dir-"$place"-*) != *' '* ]] || fail 'the same tree was copied twice'
