#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A changed function with alternatives, a jump label, a static call, a WARN and a printk.
# Everything is read twice, with the static key and the static call flipped between.
see() {
	grep -qx "$1" /tmp/version || { echo "no line '$1'"; exit 1; }
}

cat /proc/version >/tmp/version
cat /tmp/version
see 'alternative applied'
see 'feature yes'
see 'interrupts off'
see 'fault caught'
see 'schedstats off'

echo 1 >/proc/sys/kernel/sched_schedstats
cat /proc/version >/tmp/version
echo 0 >/proc/sys/kernel/sched_schedstats
see 'schedstats on'
cat /proc/version >/tmp/version
see 'schedstats off'

if [ -w /sys/kernel/debug/sched/preempt ]; then
	old=$(sed 's/.*(\(.*\)).*/\1/' /sys/kernel/debug/sched/preempt)
	for mode in none full voluntary; do
		echo "$mode" >/sys/kernel/debug/sched/preempt
		cat /proc/version >/dev/null
	done
	echo "$old" >/sys/kernel/debug/sched/preempt
fi

dmesg | grep -q 'live patch prints' || { echo 'no printk'; exit 1; }
dmesg | grep -q 'WARNING: .* at fs/proc/version.c:[0-9]* version_proc_show' || { echo 'no WARN'; exit 1; }
