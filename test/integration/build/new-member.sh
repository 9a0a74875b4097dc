#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A header's structure with a new member is refused, told once for all objects; not at the author's word.
# shellcheck disable=SC1090,SC2034,SC2317 # of kpatch-build's stages
. "$(dirname "$0")/lib.sh"

header=drivers/block/zram/zcomp.h
[[ -f $cache/kernels/$release/tree.done ]] ||
	kb -a "$release" -t vmlinux -o out "$cases/meminfo-string/change.patch"
mkdir -p {a,b}/"${header%/*}"
cp "$cache/kernels/$release/tree/$header" "a/$header"

# change SED...: header.patch does that.
change() {
	sed "$@" "a/$header" >"b/$header"
	diff -u "a/$header" "b/$header" >header.patch || [[ $? -eq 1 ]]
}

change 's/^\tvoid \*buffer;/\tint level;\n&/'
kb -a "$release" -o out header.patch
[[ $status -eq 1 ]] || fail "exit status $status: $(cat stderr)"
grep -q '^kpatch-build: refused: the change in .*zcomp\.o .*zram_drv\.o cannot be live patched' stderr || fail "$(cat stderr)"
[[ $(grep -c "^error: $header:[0-9]*: struct zcomp_strm: new member level; .* say KPATCH_IGNORE_LAYOUT(zcomp_strm) " stderr) -eq 1 ]] ||
	fail "$(cat stderr)"

change -e 's/^\tvoid \*buffer;/\tint level;\n&/' \
	-e '/^#include/i #include "kpatch-macros.h"' -e '/^int zcomp_cpu_up_prepare/i KPATCH_IGNORE_LAYOUT(zcomp_strm);'
kb -a "$release" -o out header.patch
[[ $status -eq 0 ]] || fail "exit status $status: $(cat stderr)"
[[ $(grep -c "^warning: $header:[0-9]*: struct zcomp_strm: new member level; ignored at the author's word" stderr) -eq 1 ]] ||
	fail "$(cat stderr)"

# Where debug info does not tell, that is said; not of a diff that leaves types alone.
CONFIG=$work/config only_functions=1
config_has() { grep -q "^CONFIG_$1=[ym]" "$CONFIG"; }
note() { echo "$*"; }
for lib in types diff; do
	. "$top/kpatch-build/lib/$lib.sh"
done
only_functions_change() { return $only_functions; }
told() {
	printf 'CONFIG_%s=y\n' "$@" >"$CONFIG"
	[[ $(tell_unchecked_layouts) == *'layout is not checked'* ]]
}
! told DEBUG_INFO || fail 'not checked with debug info'
told DEBUG_INFO DEBUG_INFO_REDUCED || fail 'checked with half of it'
told DEBUG_INFO DEBUG_INFO_SPLIT || fail 'checked where it is elsewhere'
told MODULES || fail 'checked without debug info'
only_functions=0
! told MODULES || fail 'not checked where there is nothing to check'
