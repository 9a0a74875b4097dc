#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What the core costs, beside the kernel's own livepatch in one boot: a call of
# a patched function, and how long a switch holds 2,000 tasks up.
# shellcheck source=../integration/core-cases/lib.sh
. /lib/hand/lib.sh

L=/sys/kernel/livepatch
tasks=2000

# settled PATCH: livepatch's transition is over.
settled() {
	while [ "$(cat $L/"$1"/transition 2>/dev/null)" = 1 ]; do sleep 0.1; done
}

livepatch_out() {
	echo 0 >$L/"$1"/enabled
	while [ -e $L/"$1" ]; do sleep 0.1; done
	out "$1"
}

# quantiles UNIT: least, median and greatest of the numbers on standard input.
quantiles() {
	sort -n | awk -v unit="$1" '{ v[NR] = $1 } END {
		printf "least %.3f, p50 %.3f, greatest %.3f %s (%d times)\n",
			v[1], v[int((NR + 1) / 2)], v[NR], unit, NR }'
}

least() { sort -n "$1" | head -n 1; }

has_livepatch=''
[ ! -d $L ] || has_livepatch=1

step "a call"
load x_bench
for _ in 1 2 3 4 5 6 7 8; do
	cat /proc/bench >>/tmp/bare
	kpatch load /lib/hand/t_bench.ko >/dev/null || fail "t_bench does not load"
	cat /proc/bench >>/tmp/core
	kpatch unload t_bench >/dev/null || fail "t_bench does not unload"
	[ -n "$has_livepatch" ] || continue
	insmod /lib/hand/x_livepatch_bench.ko || fail "x_livepatch_bench does not load"
	settled x_livepatch_bench
	cat /proc/bench >>/tmp/livepatch
	livepatch_out x_livepatch_bench
done
rmmod x_bench
for who in bare core livepatch; do
	[ ! -s /tmp/$who ] || awk -v who=$who '{ printf "%-10s %.1f ns a call\n", who, $1 / 1000; exit }' <<-END
		$(least /tmp/$who)
	END
done
[ -z "$has_livepatch" ] || awk -v a="$(least /tmp/core)" -v b="$(least /tmp/livepatch)" \
	'BEGIN { printf "core : livepatch = %.2f\n", a / b }'

step "a switch, with $tasks tasks"
tasks $tasks >/tmp/ready &
until grep -q ready /tmp/ready; do sleep 0.1; done
echo "$(awk '{ split($4, n, "/"); print n[2] }' /proc/loadavg) tasks in all"
i=0
while [ $i -lt 30 ]; do
	kpatch load /lib/hand/t_plain.ko >/dev/null || fail "t_plain does not load"
	cat /sys/module/kpatch/parameters/stopped_ns >>/tmp/stopped
	kpatch unload t_plain >/dev/null || fail "t_plain does not unload"
	cat /sys/module/kpatch/parameters/stopped_ns >>/tmp/stopped
	i=$((i + 1))
done
echo "the machine is held: $(awk '{ print $1 / 1000000 }' /tmp/stopped | quantiles ms)"
[ -n "$has_livepatch" ] || { finish; exit 0; }
i=0
while [ $i -lt 10 ]; do
	dmesg -c >/dev/null
	insmod /lib/hand/x_livepatch.ko || fail "x_livepatch does not load"
	settled x_livepatch
	livepatch_out x_livepatch
	# From "starting (un)patching transition" to "(un)patching complete".
	dmesg | sed -n 's/^\[ *\([0-9.]*\)\] livepatch: .*\(starting\|complete\).*/\1 \2/p' |
		awk '/starting/ { start = $1 } /complete/ { print ($1 - start) * 1000 }' >>/tmp/transition
	i=$((i + 1))
done
echo "livepatch's transition: $(quantiles ms </tmp/transition)"
finish
