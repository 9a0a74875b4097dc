#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A static local keeps its value over load and unload.
# Each load of the button driver makes one input device, numbered by the
# static local of input_allocate_device().
number() {
	rmmod button 2>/dev/null
	modprobe button || exit 1
	echo /sys/class/input/* | tr ' ' '\n' | sed -n 's/.*\/\(input\|live\)\([0-9]*\)$/\2/p' | sort -n | tail -n 1
}

first=$(number)
second=$(number)
echo "devices: $(echo /sys/class/input/*)"

# The first check sees the original's numbers; the later ones must go on from there.
if [ -f /tmp/static-local.last ] && [ "$first" -ne $(($(cat /tmp/static-local.last) + 1)) ]; then
	echo "numbers restarted: $first after $(cat /tmp/static-local.last)"
	exit 2
fi
[ "$second" -eq $((first + 1)) ] || exit 2
echo "$second" >/tmp/static-local.last
[ -e "/sys/class/input/live$second" ]
