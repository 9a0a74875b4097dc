#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Load, replace, target module out and in, unload: again and again under four
# processes that call what is patched.  No call chain mixes versions, and in the
# end no memory is missing.
# shellcheck source=lib.sh
. /lib/hand/lib.sh

rounds=$(cat /lib/hand/soak-rounds 2>/dev/null || echo 25)
busy_processes='1 2 3 4'

# The general caches of the slab allocator: name, objects in use, size, objects in a slab.
# The slab that a processor takes from at the moment counts as used up: the least of several looks.
caches() {
	for _ in 1 2 3 4 5; do
		for shrink in /sys/kernel/slab/*/shrink; do
			echo 1 >"$shrink"
		done 2>/dev/null
		awk '$1 ~ /^kmalloc-/ { print $1, $2, $4, $5 }' /proc/slabinfo
	done | awk '
		!($1 in used) || $2 < used[$1] { used[$1] = $2; of[$1] = $3 " " $4 }
		END { for (name in used) print name, used[name], of[name] }'
}

# Where the kernel put modules and trampolines, as "SIZE CALLER".  The list is read in
# pieces, and what changes meanwhile may hide one from it: the longest of several looks.
areas() {
	: >/tmp/areas.longest
	for _ in 1 2 3 4 5; do
		awk '/module|ftrace|execmem/ { print $2, $3 }' /proc/vmallocinfo | sort >/tmp/areas.look
		[ "$(wc -l </tmp/areas.look)" -lt "$(wc -l </tmp/areas.longest)" ] ||
			mv /tmp/areas.look /tmp/areas.longest
	done
	cat /tmp/areas.longest
}

# Memory is given back after grace periods, and kfree_rcu() gathers for 5 s before it asks for one.
settle() {
	sleep 6
}

# The callers have the lowest priority: with one processor only, they call while we sleep.
cpus=$(nproc)
let_them_call() {
	[ -z "$callers" ] || [ "$cpus" -gt 1 ] || sleep 0.05
}

one_round() {
	kpatch load /lib/hand/t_soak1.ko >/tmp/said || fail "round $1: $(cat /tmp/said)"
	let_them_call
	kpatch load /lib/hand/t_soak2.ko >/tmp/said || fail "round $1: $(cat /tmp/said)"
	let_them_call
	rmmod t_soak1 || fail "round $1: t_soak1 cannot be removed"
	rmmod x_link || fail "round $1: x_link cannot be removed"
	insmod /lib/hand/x_link.ko || fail "round $1: x_link does not load"
	read -r link </proc/link
	[ "$link" = 'a2 b2' ] || fail "round $1: x_link came unpatched: $link"
	kpatch unload t_soak2 >/tmp/said || fail "round $1: $(cat /tmp/said)"
	let_them_call
}

# Most of a round is waiting for RCU, which is not what is tried here.
echo 1 >/sys/kernel/rcu_expedited
# Many of the callers' moments are inside of what is switched.
echo 1 >/sys/module/kpatch/parameters/busy_wait_ms
echo 5000 >/sys/module/kpatch/parameters/busy_tries
load x_chain
load x_link

callers=''
one_round first
settle
caches >/tmp/caches.before
areas >/tmp/areas.before
modules_before=$(cut -d ' ' -f 1,2 /proc/modules)

for i in $busy_processes; do
	/bin/caller /proc/chain /proc/link /proc/uptime >"/tmp/caller.$i" &
	callers="$callers $!"
done
start=$(cut -d . -f 1 /proc/uptime)
round=1
while [ $round -le "$rounds" ]; do
	one_round $round
	round=$((round + 1))
	for pid in $callers; do
		kill -0 "$pid" 2>/dev/null || fail "round $round: $(grep -h mixed /tmp/caller.*)"
	done
done
end=$(cut -d . -f 1 /proc/uptime)
# shellcheck disable=SC2086 # one word for each
kill $callers
for pid in $callers; do
	wait "$pid" || fail "$(grep -h mixed /tmp/caller.*)"
done
echo "$rounds rounds in $((end - start)) s; chains of versions 0, 1 and 2:"
cat /tmp/caller.*
# Or nothing was tried.
awk '!($2 && $3 && $4) { missing = 1 } END { exit missing || NR != 12 }' /tmp/caller.* ||
	fail "a caller did not see each version"

# Is all memory back?  If not, /tmp/missing says what is not.
memory_is_back() {
	caches >/tmp/caches.after
	areas >/tmp/areas.after
	# What an earlier case left to be given back may be gone.
	diff /tmp/areas.before /tmp/areas.after | sed -n 's/^+\([^+]\)/module memory: \1/p' >/tmp/missing
	# Of a slab that a processor holds all objects count as used, and it may hold some.  A leak
	# of one object in each round shows beside that when there are a few hundred rounds.
	awk -v rounds="$rounds" -v slabs=$((4 * cpus)) '
		FNR == NR { before[$1] = $2; next }
		$2 - before[$1] > rounds / 2 + slabs * $4 {
			print $1 ": " before[$1] " objects before, " $2 " after"
		}' /tmp/caches.before /tmp/caches.after >>/tmp/missing
	[ ! -s /tmp/missing ]
}

[ "$(cut -d ' ' -f 1,2 /proc/modules)" = "$modules_before" ] || fail "other modules: $(cat /proc/modules)"
tries=1
until settle && memory_is_back; do
	[ $((tries += 1)) -le 10 ] || fail "memory is missing: $(cat /tmp/missing)"
done
echo "all memory was back at look $tries"
echo 0 >/sys/kernel/rcu_expedited
rmmod x_link
rmmod x_chain
fresh
finish
