# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# cache.sh: how large may the cache grow, and what goes first?
#
# Kernels go whole, the least recently used first, and only when no run holds
# their lock; then packages, the oldest first.  A directory is renamed out of the
# way before it is removed, so a kill in the middle leaves nothing half there.
# Needs CACHE.  KPATCH_CACHE_MB is the bound, 30000 unless set.

cache_limit_mb() {
	local limit=${KPATCH_CACHE_MB:-30000}
	[[ $limit =~ ^[1-9][0-9]{2,8}$ ]] ||
		die "KPATCH_CACHE_MB=$limit: give a number of megabytes from 100 up"
	echo "$limit"
}

# What a kernel takes is measured once after each time that it grew much.
measure_kernel() {
	du -sm --exclude=work "$KDIR" 2>/dev/null | cut -f1 >"$KDIR/megabytes.tmp.$$"
	mv "$KDIR/megabytes.tmp.$$" "$KDIR/megabytes"
}

cache_size_mb() {
	local dir sum=0 mb
	for dir in "$CACHE"/kernels/*/; do
		if [[ -s $dir/megabytes ]]; then
			mb=$(<"$dir/megabytes")
		else
			mb=$(du -sm "$dir" 2>/dev/null | cut -f1) || mb=0
		fi
		sum=$((sum + ${mb:-0}))
	done
	mb=$(du -smc "$CACHE/packages" "$CACHE/logs" "$CACHE/work" 2>/dev/null | tail -n 1 | cut -f1) || mb=0
	echo $((sum + mb))
}

# forget_kernel DIR: false when a run uses it.  fd 5 is its lock here.
forget_kernel() {
	local dir=${1%/} gone
	exec 5>>"$dir/lock"
	if ! flock -n -x 5; then
		exec 5>&-
		return 1
	fi
	gone=$(mktemp -d "$CACHE/work/removed.XXXXXX")
	mv "$dir" "$gone/kernel"
	rm -rf "$gone"
	exec 5>&-
}

# Before a kernel is unpacked, which takes NEED megabytes: make room for it.
bound_cache() {
	local need=$1 limit size dir
	limit=$(cache_limit_mb)
	size=$(cache_size_mb)
	while IFS= read -r dir; do
		(( size + need > limit )) || break
		[[ ! $dir -ef $KDIR ]] || continue
		if forget_kernel "$dir"; then
			note "the cache was full ($size of $limit MB): removed ${dir##*/}, which was not used for the longest time"
		fi
		size=$(cache_size_mb)
	done < <(kernels_by_age)
	while IFS= read -r dir; do
		(( size + need > limit )) || break
		[[ $dir != *_${RELEASE:-none}-* && $dir != *-"${RELEASE:-none}"[_-]* ]] || continue
		rm -f "$dir"
		log "the cache was full ($size of $limit MB): removed $dir"
		size=$(cache_size_mb)
	done < <(find "$CACHE/packages" -maxdepth 1 -name '*.*deb' -printf '%T@ %p\n' | sort -n | cut -d' ' -f2-)
}

# The least recently used first; each run touches "used".
kernels_by_age() {
	local dir
	for dir in "$CACHE"/kernels/*/; do
		dir=${dir%/}
		stat -c "%Y $dir" "$dir/used" 2>/dev/null || echo "0 $dir"
	done | sort -n | cut -d' ' -f2-
}

show_cache() {
	echo "cache: $(cache_size_mb) of $(cache_limit_mb) MB in $CACHE"
}

# --clean-cache: all but what runs are using.
clean_cache() {
	local dir before in_use=()
	before=$(cache_size_mb)
	for dir in "$CACHE"/kernels/*/; do
		forget_kernel "$dir" || in_use+=("$(basename "$dir")")
	done
	find "$CACHE/work" -mindepth 2 -maxdepth 2 -name keep -delete
	remove_stale_work
	# a run at work may be about to read its packages
	if (( ${#in_use[@]} == 0 )) && [[ -z $(ls -A "$CACHE/work") ]]; then
		rm -rf "$CACHE"/packages/*.{deb,ddeb} "$CACHE"/packages/.download.*
	fi
	rm -rf "$CACHE/apt"
	rm -f "$CACHE"/logs/*.log
	echo "removed $((before - $(cache_size_mb))) MB${in_use:+; still in use: ${in_use[*]}}"
	show_cache
}
