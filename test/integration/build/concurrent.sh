#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Four runs at once over one cache, which still has to compile and to ask for
# all of it, make what each would make alone.
. "$(dirname "$0")/lib.sh"

own_cache "$work/cache"
kernel=$work/cache/kernels/$release
forget() {
	rm -rf "$kernel"/{objects,commands,core,includes,built,units.tree,units.modules,modules}
	mkdir -p "$kernel"/{objects,commands}
}

export CACHEDIR=$work/cache
names=(meminfo-string two-files static-local modules)
forget
for name in "${names[@]}"; do
	kb -a "$release" -n "$name" -o out "$cases/$name/change.patch"
	[[ $status -eq 0 ]] || fail "$name alone: $(cat stderr)"
done
mv out alone
mkdir out
forget
for name in "${names[@]}"; do
	"$top/kpatch-build/kpatch-build" -a "$release" -j 2 -n "$name" -o out "$cases/$name/change.patch" \
		>"$name.out" 2>&1 &
done
for name in "${names[@]}"; do
	wait -n || fail "at once: $(cat ./*.out)"
done
for name in "${names[@]}"; do
	cmp "alone/kpatch-$name.ko" "out/kpatch-$name.ko" || fail "$name: another module than alone"
done
[[ -z $(ls -A "$work/cache/work") ]] || fail "left: $(ls "$work/cache/work")"

# Many that begin and end at once: none takes for a killed run's what another has only just made.
cat >begin <<'END'
set -Eeuo pipefail
shopt -s nullglob
for lib in "$1"/*.sh; do
	[[ $(head -c 2 "$lib") == '#!' ]] || . "$lib"
done
default_arguments
VERSION=test NAME=many
open_work
[[ -e $WORK/lock ]]
END
seq 100 | xargs -P 8 -I{} bash begin "$top/kpatch-build/lib" >many 2>&1 || fail "100 runs at once: $(cat many)"
