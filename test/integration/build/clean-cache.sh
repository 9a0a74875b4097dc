#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# --clean-cache removes all but what a run holds; a full cache loses its oldest kernel.
. "$(dirname "$0")/lib.sh"

# kernel NAME MB MINUTES: a kernel in the cache, last used so long ago.
kernel() {
	mkdir -p "cache/kernels/$1"
	echo "$2" >"cache/kernels/$1/megabytes"
	touch "cache/kernels/$1/lock"
	touch -d "$3 minutes ago" "cache/kernels/$1/used"
}

export CACHEDIR=$work/cache
mkdir -p cache/packages
kernel 1.0-oldest 20000 300
kernel 1.1-held 20000 400
kernel 1.2-newest 100 10

# What a run does before it unpacks a kernel of 5000 MB.
make_room() {
	(
		trap - ERR
		for lib in ui work cache; do
			# shellcheck source=/dev/null
			. "$top/kpatch-build/lib/$lib.sh"
		done
		# shellcheck disable=SC2034 # for bound_cache
		RELEASE=1.3 KDIR=$work/cache/kernels/1.3
		open_cache
		bound_cache 5000
	)
}

(
	flock -s 3
	KPATCH_CACHE_MB=27000 make_room >stdout
	grep -q 'removed 1.0-oldest' stdout || fail "no room: it says: $(cat stdout)"
	[[ $(echo cache/kernels/*) == 'cache/kernels/1.1-held cache/kernels/1.2-newest' ]] || fail "no room: it left $(ls cache/kernels)"

	kb --clean-cache
	[[ $status -eq 0 ]] || fail "exit status $status: $(cat stderr)"
	grep -q 'still in use: 1.1-held' stdout || fail "it says: $(cat stdout)"
	[[ $(ls cache/kernels) == 1.1-held ]] || fail "it left $(ls cache/kernels)"
) 3>>cache/kernels/1.1-held/lock
kb --clean-cache
[[ $status -eq 0 && -z $(find cache/kernels cache/packages -mindepth 1) ]] ||
	fail "it left $(ls cache/kernels cache/packages)"
grep -q '^cache: [0-9]* of [0-9]* MB in ' stdout || fail "it says: $(cat stdout)"
